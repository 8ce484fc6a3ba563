/** One page of the stack: its boxes in the document, its component, its life. */
import type { Root } from 'glass-easel-miniprogram-adapter';
import { NavBar } from './chrome/nav_bar';
import { NAV_HEIGHT, TAB_HEIGHT } from './device';
import { EventChannel } from './event_channel';
import { flushReady } from './patches';
import { asBackend, phone } from './phone';
import { createPage } from './program';
import { attachPullDown, type PullDown } from './pull_down';
import { callProgram, report } from './report';
import type { PageView } from './viewport';
import { activeTheme, type WindowConfig, windowConfig } from './window_config';

let count = 0;

/** What the program sees as a page. */
export interface PageInstance {
  route: string;
  readonly data: Record<string, unknown>;
  [member: string]: unknown;
}

/** A page of the stack. */
export class SimPage implements PageView {
  readonly id = ++count;
  readonly frame = document.createElement('div');
  readonly view = document.createElement('div');
  readonly scroll = document.createElement('div');
  readonly channel = new EventChannel();
  readonly config: WindowConfig;
  readonly nav: NavBar;
  readonly pullDown: PullDown;
  /** Undefined when the page could not be created. */
  root: Root | undefined;
  instance: PageInstance | undefined;
  shown = false;
  /** The program's own tab bar on this page. */
  tabBar: unknown;
  #bottomReached = false;

  /**
   * @param path page path without a leading slash
   * @param query parameters it was opened with
   * @param isTab whether the tab bar is below it
   */
  constructor(
    readonly path: string,
    readonly query: Record<string, string>,
    readonly isTab: boolean,
    actions: {
      readonly back: () => void;
      readonly home: () => void;
      readonly leading: 'back' | 'home' | 'none';
    },
  ) {
    this.config = windowConfig(path);
    this.nav = new NavBar(this.config, actions);
    this.#build();
    this.pullDown = attachPullDown(this, () => this.#call('onPullDownRefresh'));
  }

  #build() {
    const custom = this.config.navigationStyle === 'custom';
    const { statusBar, safeBottom } = phone.device;
    this.frame.className = 'sim-frame';
    this.frame.dataset.simPage = this.path;
    this.frame.dataset.simTheme = activeTheme();
    this.frame.style.setProperty('--sim-view-top', custom ? '0px' : `${statusBar + NAV_HEIGHT}px`);
    const tab = this.isTab && !phone.manifest.app.tabBar?.custom;
    const bottom = tab ? `calc(${TAB_HEIGHT}px + var(--sim-device-bottom))` : '0px';
    this.frame.style.setProperty('--sim-view-bottom', bottom);
    this.frame.style.setProperty('--sim-safe-top', custom ? `${statusBar}px` : '0px');
    this.frame.style.setProperty(
      '--sim-safe-bottom',
      tab ? '0px' : `max(${safeBottom}px, env(safe-area-inset-bottom, 0px))`,
    );
    this.view.className = 'sim-view';
    this.view.style.backgroundColor = this.config.backgroundColor;
    this.scroll.className = 'sim-scroll';
    if (this.config.disableScroll) this.scroll.style.overflow = 'hidden';
    this.scroll.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    this.view.append(this.scroll);
    this.frame.append(this.view, this.nav.element);
  }

  /** Creates the page's component in its frame, which must be in the document, and tells it so. */
  load(): void {
    const placeholder = document.createElement('div');
    this.scroll.append(placeholder);
    const search = new URLSearchParams(this.query).toString();
    try {
      this.root = createPage(this.path, search);
    } catch (error) {
      // A page that cannot be created stays empty; the way back must remain.
      report(error, this.path);
      return;
    }
    this.instance = this.root.get() as unknown as PageInstance;
    Object.assign(this.instance, {
      route: this.path,
      __route__: this.path,
      options: this.query,
      getOpenerEventChannel: () => this.channel,
    });
    this.root.attach(asBackend(this.scroll), asBackend(placeholder));
    this.#call('onLoad', { ...this.query });
  }

  /** Tells the page that it is on top. */
  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.frame.hidden = false;
    this.#call('onShow');
    this.root?.getComponent().triggerPageLifetime('show', []);
  }

  /** Tells the page that it has been laid out; once, after its first `show`. */
  ready(): void {
    flushReady();
    this.#call('onReady');
  }

  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.#call('onHide');
    this.root?.getComponent().triggerPageLifetime('hide', []);
  }

  unload(): void {
    this.shown = false;
    this.#call('onUnload');
    this.root?.release();
    this.frame.remove();
  }

  resize(): void {
    const size = { windowWidth: this.view.clientWidth, windowHeight: this.view.clientHeight };
    this.#call('onResize', { size });
    this.root?.getComponent().triggerPageLifetime('resize', [size] as never);
  }

  tabTapped(item: { index: string; pagePath: string; text: string }): void {
    this.#call('onTabItemTap', item);
  }

  /** What the page offers to share, when it offers anything. */
  share(options: Record<string, unknown>): Record<string, unknown> | undefined {
    return this.#call('onShareAppMessage', options) as Record<string, unknown> | undefined;
  }

  has(method: string): boolean {
    return typeof this.instance?.[method] === 'function';
  }

  #call(method: string, ...args: unknown[]): unknown {
    return callProgram(`${this.path} ${method}`, this.instance?.[method], this.instance, ...args);
  }

  #onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroll;
    if (this.has('onPageScroll')) this.#call('onPageScroll', { scrollTop });
    const near =
      scrollHeight - scrollTop - clientHeight <= Number(this.config.onReachBottomDistance);
    if (near && !this.#bottomReached && scrollTop > 0) this.#call('onReachBottom');
    this.#bottomReached = near;
  }
}
