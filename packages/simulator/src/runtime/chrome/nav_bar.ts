/** The navigation bar of one page. */
import { phone } from '../phone';
import type { WindowConfig } from '../window_config';
import { h, icon, shadowHost } from './dom';
import css from './nav_bar.css';

const BACK = '<path d="M15 4.5 7.5 12l7.5 7.5"/>';
const HOME = '<path d="M4 11 12 4l8 7"/><path d="M6 9.5V20h12V9.5"/>';

/** What the button on the left does. */
interface Actions {
  readonly back: () => void;
  readonly home: () => void;
  readonly leading: 'back' | 'home' | 'none';
}

/** The bar with title and back button; the program changes it through `wx.setNavigationBar…`. */
export class NavBar {
  readonly element: HTMLElement;
  #bar: HTMLElement;
  #title = h('span');
  #lead: HTMLElement;
  #state: { title: string; front: string; back: string };

  constructor(config: WindowConfig, actions: Actions) {
    const { host, root } = shadowHost('sim-nav', css);
    this.element = host;
    this.#state = {
      title: config.navigationBarTitleText,
      front: config.navigationBarTextStyle === 'black' ? '#000000' : '#ffffff',
      back: config.navigationBarBackgroundColor,
    };
    host.style.setProperty('--sim-status', `${phone.device.statusBar}px`);
    if (config.navigationStyle === 'custom') host.dataset.custom = '';
    const isBack = actions.leading === 'back';
    this.#lead = h(
      'button',
      {
        class: 'lead',
        'aria-label': isBack ? '返回' : '首页',
        onclick: isBack ? actions.back : actions.home,
      },
      icon(isBack ? BACK : HOME),
    );
    this.#lead.hidden = actions.leading === 'none';
    const title = h(
      'div',
      { class: 'title', role: 'heading', 'aria-level': '1' },
      h('span', { class: 'spin' }),
      this.#title,
    );
    this.#bar = h('div', { class: 'bar' }, this.#lead, title);
    root.append(this.#bar);
    this.apply();
  }

  get title(): string {
    return this.#state.title;
  }

  /** Whether what stands on the bar is dark; the status bar and the capsule follow. */
  get dark(): boolean {
    return this.#state.front !== '#ffffff';
  }

  setTitle(title: string): void {
    this.#state.title = title;
    this.apply();
  }

  /** @param seconds how long the change takes */
  setColor(front: string, back: string, seconds: number): void {
    this.#state = { ...this.#state, front, back };
    this.#bar.style.setProperty('--t', `${seconds}s`);
    this.apply();
  }

  setLoading(loading: boolean): void {
    this.element.toggleAttribute('data-loading', loading);
  }

  hideHome(): void {
    this.#lead.hidden = this.#lead.getAttribute('aria-label') === '首页' || this.#lead.hidden;
  }

  /** Draws the bar, and the parts of the phone that go with it. */
  apply(): void {
    const { title, front, back } = this.#state;
    this.#title.textContent = title;
    this.#bar.style.backgroundColor = back;
    this.#bar.style.color = front;
    document.documentElement.dataset.simBar = this.dark ? 'dark' : 'light';
  }
}
