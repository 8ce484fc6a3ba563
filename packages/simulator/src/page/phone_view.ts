/** One phone on the page: its frame, its user, the document inside. */
import type { DeviceModel } from '../runtime/device';
import type { SimGlobal } from '../runtime/phone';
import type { SimUser } from '../types';
import { h } from './dom';
import { t } from './texts';

/** Width of the frame around the screen, pixels. */
const BEZEL = 12;

/** What every phone on the page shares. */
export interface PhoneOptions {
  readonly number: number;
  readonly users: readonly SimUser[];
  readonly user: string;
  readonly device: DeviceModel;
  readonly theme: 'light' | 'dark';
  /** Page to start with, with its query. */
  readonly path?: string;
  readonly selected: () => void;
  /** The program in the phone has started anew. */
  readonly started: () => void;
  readonly userChanged: (id: string) => void;
}

/** A phone with its frame. */
export class PhoneView {
  readonly element: HTMLElement;
  readonly number: number;
  #frame = h('iframe', {
    allow: 'geolocation; clipboard-read; clipboard-write; camera; microphone',
  });
  #body: HTMLElement;
  #screen = h('div', { class: 'screen' });
  #fit = h('div', { class: 'fit' });
  #avatar = h('img', { alt: '' });
  #options: PhoneOptions;

  constructor(options: PhoneOptions) {
    this.#options = options;
    this.number = options.number;
    this.#body = h('div', { class: 'body' }, this.#screen);
    this.#fit.append(this.#body);
    const users = h('select', {
      'aria-label': `${t.user} ${options.number}`,
      onchange: () => this.#setUser(users.value),
    });
    users.append(
      ...options.users.map((user) =>
        h('option', { value: user.id, selected: user.id === options.user }, user.nickName),
      ),
    );
    const bar = h('div', { class: 'phone-bar' }, this.#avatar, users);
    this.element = h(
      'section',
      { class: 'phone', 'aria-label': `${t.phone} ${options.number}` },
      bar,
      this.#fit,
    );
    this.#frame.title = `${t.phone} ${options.number}`;
    this.element.addEventListener('pointerdown', options.selected);
    window.addEventListener('message', (event) => {
      if (event.source !== this.#frame.contentWindow || event.data?.sim !== 'ready') return;
      this.#frame.contentWindow?.addEventListener('pointerdown', options.selected, true);
      options.started();
    });
    this.load(options.path);
  }

  get user(): SimUser | undefined {
    return this.#options.users.find((one) => one.id === this.#options.user);
  }

  /** The phone's own side; undefined while it loads. */
  get sim(): SimGlobal | undefined {
    const sim = (this.#frame.contentWindow as Window | null)?.__sim;
    return sim?.manifest ? sim : undefined;
  }

  set(change: Partial<Pick<PhoneOptions, 'device' | 'theme'>>): void {
    const reload = change.device !== undefined;
    this.#options = { ...this.#options, ...change };
    if (reload) this.load();
    else if (change.theme) this.sim?.phone.router.setTheme(change.theme);
  }

  /** Takes over a changed program: style sheets in place, anything else by a reload that keeps the page stack. */
  changed(onlyStyle: boolean): void {
    const { sim } = this;
    if (sim === undefined) this.#frame.contentWindow?.location.reload();
    else (sim[onlyStyle ? 'restyle' : 'reload'] as () => void)();
  }

  setSelected(selected: boolean): void {
    this.#body.classList.toggle('selected', selected);
  }

  /** Starts the program, at a page when one is named. */
  load(path?: string): void {
    const { device, theme, user, number } = this.#options;
    const search = new URLSearchParams({
      device: device.id,
      theme,
      user,
      phone: String(number),
      ...(path ? { path } : {}),
    });
    this.#avatar.src = this.user?.avatarUrl ?? '';
    this.#body.classList.toggle('flat', device.notch === 'none' || device.notch === 'hole');
    Object.assign(this.#screen.style, { width: `${device.width}px`, height: `${device.height}px` });
    const extras = [
      h('i', { class: `cut ${device.notch}` }),
      ...(device.safeBottom > 0 ? [h('i', { class: 'home' })] : []),
    ];
    this.#frame.src = `/__sim/phone?${search}`;
    this.#screen.replaceChildren(this.#frame, ...extras);
  }

  /** Makes the phone fit into a space, never larger than life. */
  fit(width: number, height: number): void {
    const full = {
      width: this.#options.device.width + BEZEL * 2,
      height: this.#options.device.height + BEZEL * 2,
    };
    const wanted = Math.max(0.35, Math.min(1, width / full.width, height / full.height));
    // A screen of whole pixels has no seams.
    const screen = this.#options.device.width;
    const scale = Math.floor(screen * wanted) / screen;
    this.#body.style.transform = `scale(${scale})`;
    Object.assign(this.#fit.style, {
      width: `${full.width * scale}px`,
      height: `${full.height * scale}px`,
    });
  }

  #setUser(user: string): void {
    this.#options = { ...this.#options, user };
    this.#options.userChanged(user);
    this.load();
  }
}
