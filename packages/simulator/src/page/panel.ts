/** The side panel: console, network, storage, page stack. It shows the phone that was touched last. */
import type { ConsoleLine } from '../runtime/console';
import type { NetworkEntry, SimGlobal } from '../runtime/phone';
import { h } from './dom';
import { decodeBody, inspect } from './inspect';
import { t } from './texts';

type TabName = 'console' | 'network' | 'storage' | 'pages';

interface PanelSource extends SimGlobal {
  consoleLines(): readonly ConsoleLine[];
  networkEntries(): readonly NetworkEntry[];
  storedEntries(): [string, unknown][];
}

const TABS: readonly TabName[] = ['console', 'network', 'storage', 'pages'];

/** How often the data of the page is read anew while it shows, milliseconds. */
const REFRESH = 1000;

/** The panel; `show` connects it to a phone. */
export class Panel {
  readonly element: HTMLElement;
  #pane = h('div', { class: 'pane', role: 'tabpanel', tabindex: '0' });
  #who = h('span', { class: 'who' });
  #tabs = new Map<TabName, HTMLButtonElement>();
  #tab: TabName = 'console';
  #sim: PanelSource | undefined;
  #offs: (() => void)[] = [];
  #queued = false;
  #cleared = { console: 0, network: 0 };
  #shown = '';

  constructor() {
    const bar = h('div', { class: 'tabs', role: 'tablist' });
    for (const name of TABS) {
      const tab = h(
        'button',
        { class: 'tab', role: 'tab', onclick: () => this.#select(name) },
        t[name],
      );
      this.#tabs.set(name, tab);
      bar.append(tab);
    }
    bar.append(this.#who);
    const grip = h('div', { class: 'grip' });
    this.element = h('aside', { 'aria-label': t.panel }, grip, bar, this.#pane);
    grip.addEventListener('pointerdown', (event) => this.#resize(grip, event));
    this.#select('console');
    setInterval(() => this.#tab === 'pages' && this.#draw(), REFRESH);
  }

  /** Shows a phone; the name stands beside the tabs. */
  show(sim: SimGlobal | undefined, name: string): void {
    for (const off of this.#offs.splice(0)) off();
    if (sim !== this.#sim) this.#cleared = { console: 0, network: 0 };
    this.#sim = sim as PanelSource | undefined;
    this.#who.textContent = name;
    const bus = sim?.phone.bus;
    if (bus)
      for (const event of ['console', 'network', 'storage', 'pages', 'error'] as const)
        this.#offs.push(bus.on(event, () => this.#later()));
    this.#later();
  }

  #select(name: TabName): void {
    this.#tab = name;
    this.#shown = '';
    for (const [key, tab] of this.#tabs) tab.setAttribute('aria-selected', String(key === name));
    this.#draw();
  }

  #later(): void {
    if (this.#queued) return;
    this.#queued = true;
    requestAnimationFrame(() => {
      this.#queued = false;
      this.#draw();
    });
  }

  #draw(): void {
    const errors = (this.#sim?.consoleLines() ?? []).filter(
      (line) => line.level === 'error' && line.time > this.#cleared.console,
    ).length;
    this.#tabs
      .get('console')
      ?.replaceChildren(t.console, ...(errors > 0 ? [h('b', {}, String(errors))] : []));
    if (this.element.hidden) return;
    this.#fill();
  }

  #fill(): void {
    if (this.#sim === undefined) {
      this.#pane.replaceChildren(none());
      return;
    }
    if (this.#tab === 'console') this.#console(this.#sim);
    else if (this.#tab === 'network') this.#network(this.#sim);
    else if (this.#tab === 'storage') this.#storage(this.#sim);
    else this.#pages(this.#sim);
  }

  #replace(clear: (() => void) | undefined, children: HTMLElement[]): void {
    const pane = this.#pane;
    const atEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < 30;
    const bar = clear
      ? [
          h(
            'div',
            { class: 'bar' },
            String(children.length),
            h('button', { onclick: clear }, t.clear),
          ),
        ]
      : [];
    pane.replaceChildren(...bar, ...(children.length > 0 ? children : [none()]));
    if (this.#tab === 'console' && atEnd) pane.scrollTop = pane.scrollHeight;
  }

  #console(sim: PanelSource): void {
    const lines = sim.consoleLines().filter((line) => line.time > this.#cleared.console);
    const clear = () => {
      this.#cleared.console = Date.now();
      this.#draw();
    };
    this.#replace(clear, lines.map(consoleLine));
  }

  #network(sim: PanelSource): void {
    const entries = sim.networkEntries().filter((entry) => entry.time > this.#cleared.network);
    const open = new Set(
      [...this.#pane.querySelectorAll<HTMLDetailsElement>('details.net[open]')].map(
        (one) => one.dataset.id,
      ),
    );
    const clear = () => {
      this.#cleared.network = Date.now();
      this.#draw();
    };
    this.#replace(
      clear,
      entries.map((entry) => networkEntry(entry, open.has(String(entry.id)))),
    );
  }

  #storage(sim: PanelSource): void {
    this.#replace(
      undefined,
      sim.storedEntries().map(([key, value]) => h('div', { class: 'entry' }, inspect(value, key))),
    );
  }

  /** Keeps what is open unless something changed. */
  #pages(sim: PanelSource): void {
    const { stack } = sim.phone.router;
    const top = stack.at(-1);
    const text = JSON.stringify([stack.map((page) => page.path), safe(top?.instance?.data)]);
    if (text === this.#shown) return;
    this.#shown = text;
    const list = h(
      'ol',
      { class: 'stack' },
      ...stack.map((page) => h('li', {}, page.path, query(page.query))),
    );
    const data = Object.entries(top?.instance?.data ?? {}).map(([key, value]) =>
      h('div', { class: 'entry' }, inspect(value, key)),
    );
    this.#replace(undefined, [list, h('div', { class: 'bar' }, t.data), ...data]);
  }

  #resize(grip: HTMLElement, event: PointerEvent): void {
    grip.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent) =>
      this.element.style.setProperty('--panel', `${window.innerWidth - clientX}px`);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', () => grip.removeEventListener('pointermove', move), {
      once: true,
    });
  }
}

function none(): HTMLElement {
  return h('div', { class: 'none' }, t.nothing);
}

function safe(value: unknown): unknown {
  try {
    return JSON.stringify(value);
  } catch {
    return Math.random();
  }
}

function query(values: Record<string, string>): HTMLElement {
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return h('span', { class: 'dim' }, text ? ` ?${text}` : '');
}

function clock(time: number): HTMLElement {
  return h('time', {}, new Date(time).toTimeString().slice(0, 8));
}

function consoleLine({ level, args, time }: ConsoleLine): HTMLElement {
  const body = h('div', {}, ...args.map((one) => inspect(one)));
  return h('div', { class: `line ${level}` }, clock(time), body);
}

function section(title: string, value: unknown): HTMLElement[] {
  return value === undefined || value === null
    ? []
    : [h('h4', {}, title), inspect(value, undefined, true)];
}

function networkEntry(entry: NetworkEntry, open: boolean): HTMLElement {
  const { status = '…', duration, frames } = entry;
  const bad = typeof status === 'number' ? status >= 400 : !/^(…|closed 1000)/.test(status);
  const line = h(
    'summary',
    {},
    h('span', {}, entry.method),
    h('span', { title: entry.url }, entry.url),
    h('span', { class: 'right' }, String(status)),
    h(
      'span',
      { class: 'right' },
      frames ? `${frames.length}` : duration === undefined ? '' : `${duration} ms`,
    ),
  );
  const inner = h('div', { class: 'in' });
  const details = h('details', { class: bad ? 'net bad' : 'net' }, line, inner);
  details.dataset.id = String(entry.id);
  const fill = () => {
    inner.replaceChildren(
      h('div', {}, entry.url),
      ...section(`${t.request} · ${t.headers}`, entry.requestHeaders),
      ...section(t.request, decodeBody(entry.request)),
      ...section(`${t.response} · ${t.headers}`, entry.responseHeaders),
      ...section(t.response, decodeBody(entry.response)),
      ...(frames
        ? [
            h('h4', {}, t.frames),
            ...frames.map((one) =>
              h(
                'div',
                { class: one.out ? 'frame out' : 'frame' },
                typeof one.data === 'string' ? one.data : inspect(one.data),
              ),
            ),
          ]
        : []),
    );
  };
  details.addEventListener('toggle', () => details.open && fill());
  details.open = open;
  if (open) fill();
  return details;
}
