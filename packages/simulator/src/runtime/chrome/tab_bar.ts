/** The tab bar of a program that has one. */
import type { AppConfig, TabItem } from '../../types';
import { phone } from '../phone';
import { themed } from '../window_config';
import { h, shadowHost } from './dom';
import css from './tab_bar.css';

type TabBarConfig = NonNullable<AppConfig['tabBar']>;
type Style = Partial<
  Pick<TabBarConfig, 'color' | 'selectedColor' | 'backgroundColor' | 'borderStyle'>
>;

/** The bar below the pages of `tabBar.list`. */
export class TabBar {
  readonly element: HTMLElement;
  #bar = h('div', { class: 'bar', role: 'tablist' });
  #items: (TabItem & { badge?: string; visible?: boolean })[];
  #style: Style = {};
  #selected: string | undefined;
  #hidden = false;

  constructor(
    private readonly config: TabBarConfig,
    private readonly tapped: (index: number) => void,
  ) {
    const { host, root } = shadowHost('sim-tabs', css);
    this.element = host;
    this.#items = config.list.map((item) => ({ ...item }));
    root.append(this.#bar);
    phone.bus.on('theme', () => this.draw());
    this.draw();
  }

  /** Shows the bar with a page selected; hides it without one. */
  select(path: string | undefined): void {
    this.#selected = path;
    this.draw();
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden;
    this.draw();
  }

  setStyle(style: Style): void {
    this.#style = { ...this.#style, ...style };
    this.draw();
  }

  /** @returns false when there is no such item */
  setItem(
    index: number,
    change: Partial<TabItem> & { badge?: string; visible?: boolean },
  ): boolean {
    const item = this.#items[index];
    if (item === undefined) return false;
    Object.assign(item, change);
    this.draw();
    return true;
  }

  draw(): void {
    const style = { ...this.config, ...this.#style };
    this.element.hidden = this.#hidden || this.#selected === undefined;
    this.#bar.style.backgroundColor = themed(style.backgroundColor ?? '#ffffff');
    this.#bar.classList.toggle('white', themed(style.borderStyle) === 'white');
    this.#bar.replaceChildren(
      ...this.#items
        .map((item, index) => this.#button(item, index, style))
        .filter((b) => b !== null),
    );
  }

  #button(
    item: TabItem & { badge?: string; visible?: boolean },
    index: number,
    style: Style,
  ): HTMLElement | null {
    if (item.visible === false) return null;
    const selected = item.pagePath.replace(/^\//, '') === this.#selected;
    const button = h('button', {
      role: 'tab',
      'aria-selected': String(selected),
      onclick: () => this.tapped(index),
    });
    button.style.color = themed(
      (selected ? style.selectedColor : style.color) ?? (selected ? '#07c160' : '#7f7f7f'),
    );
    const image = themed(selected ? (item.selectedIconPath ?? item.iconPath) : item.iconPath);
    if (image)
      button.append(h('img', { src: `/__sim/files/${image.replace(/^\//, '')}`, alt: '' }));
    button.append(h('span', { class: image ? '' : 'text-only' }, item.text));
    if (item.badge !== undefined)
      button.append(h('span', { class: item.badge ? 'badge' : 'badge dot' }, item.badge));
    return button;
  }
}
