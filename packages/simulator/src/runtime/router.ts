/** The page stack: opening, closing and switching pages, with their lives in WeChat's order. */
import { launchApp, pageNotFound, setVisible } from './app';
import { TabBar } from './chrome/tab_bar';
import type { EventChannel } from './event_channel';
import { SimPage } from './page';
import { asBackend, phone } from './phone';
import { createComponent } from './program';
import { RouteError } from './route_error';
import { setView } from './viewport';
import { activeTheme } from './window_config';

/** Most pages that may be open at once. */
export const MAX_PAGES = 10;

/** The pages of the phone. */
export class Router {
  readonly stage = document.createElement('div');
  #stack: SimPage[] = [];
  #tabs = new Map<string, SimPage>();
  #tabBar: TabBar | undefined;
  #depth = 10;

  get stack(): readonly SimPage[] {
    return this.#stack;
  }

  get top(): SimPage | undefined {
    return this.#stack.at(-1);
  }

  get tabBar(): TabBar | undefined {
    return this.#tabBar;
  }

  /** Starts the program at a page. */
  launch(url: string): void {
    this.stage.className = 'sim-stage';
    document.body.append(this.stage);
    const { tabBar } = phone.manifest.app;
    if (tabBar && !tabBar.custom) {
      this.#tabBar = new TabBar(tabBar, (index) => this.#tabTapped(index));
      this.stage.append(this.#tabBar.element);
    }
    const { path, query } = this.#parse(url);
    launchApp(path, query);
    this.reLaunch(url);
  }

  /** @returns the channel to the opened page */
  navigateTo(url: string, animate = true): EventChannel {
    const { path, query } = this.#checked(url);
    if (this.#isTab(path)) throw new RouteError('can not navigateTo a tabbar page');
    if (this.#stack.length >= MAX_PAGES) throw new RouteError('webview count limit exceed');
    const below = this.top;
    below?.hide();
    const page = this.#open(path, query, animate ? 'push' : 'none', below);
    return page.channel;
  }

  redirectTo(url: string): void {
    const { path, query } = this.#checked(url);
    if (this.#isTab(path)) throw new RouteError('can not redirectTo a tabbar page');
    const old = this.#stack.pop();
    if (old) this.#close(old);
    this.#open(path, query, 'none', undefined);
  }

  reLaunch(url: string): void {
    const { path, query } = this.#checked(url);
    for (const page of new Set([...this.#stack.reverse(), ...this.#tabs.values()]))
      this.#close(page);
    this.#stack = [];
    this.#tabs.clear();
    this.#open(path, query, 'none', undefined);
  }

  switchTab(url: string): void {
    const { path } = this.#checked(url.replace(/\?.*/, ''));
    if (!this.#isTab(path)) throw new RouteError('can not switch to no-tabBar page');
    const kept = this.#tabs.get(path);
    const old = this.#stack;
    if (this.top === kept && kept) return;
    for (const page of [...old].reverse()) {
      if (!page.isTab) this.#close(page);
      else {
        page.hide();
        if (page !== kept) page.frame.hidden = true;
      }
    }
    this.#stack = [];
    if (kept === undefined) {
      this.#open(path, {}, 'none', undefined);
      return;
    }
    this.#stack = [kept];
    this.#arrange();
    kept.show();
    this.#changed();
  }

  navigateBack(delta = 1): void {
    if (this.#stack.length <= 1) throw new RouteError('cannot navigate back at first page.');
    const count = Math.min(Math.max(1, delta), this.#stack.length - 1);
    const closed = this.#stack.splice(-count).reverse();
    const [first, ...rest] = closed;
    for (const page of rest) this.#close(page);
    if (first) this.#close(first, true);
    this.#arrange();
    this.top?.show();
    this.#changed();
  }

  /** Sends the program to the background or brings it back, as switching apps does on a phone. */
  setVisible(visible: boolean): void {
    if (phone.visible === visible) return;
    if (visible) {
      setVisible(true);
      this.top?.show();
    } else {
      this.top?.hide();
      setVisible(false);
    }
  }

  setTheme(theme: 'light' | 'dark'): void {
    if (phone.theme === theme) return;
    phone.theme = theme;
    const pages = new Set([...this.#stack, ...this.#tabs.values()]);
    for (const page of pages) page.frame.dataset.simTheme = activeTheme();
    document.documentElement.dataset.simTheme = activeTheme();
    phone.bus.emit('theme', activeTheme());
  }

  #tabTapped(index: number) {
    const item = phone.manifest.app.tabBar?.list[index];
    if (item === undefined) return;
    this.switchTab(`/${item.pagePath}`);
    this.top?.tabTapped({ index: String(index), pagePath: item.pagePath, text: item.text });
  }

  #isTab(path: string): boolean {
    return phone.manifest.app.tabBar?.list.some((item) => clean(item.pagePath) === path) ?? false;
  }

  /** A path relative to the page on top, and its query. */
  #parse(url: string): { path: string; query: Record<string, string> } {
    const [address = '', search = ''] = url.split('?');
    const base = new URL(this.top?.path ?? '', 'weapp:///');
    const path = clean(new URL(address || '/', base).pathname);
    return { path: decodeURIComponent(path), query: parseQuery(search) };
  }

  #checked(url: string): { path: string; query: Record<string, string> } {
    const parsed = this.#parse(url);
    if (phone.manifest.pages.includes(parsed.path)) return parsed;
    pageNotFound(parsed.path, parsed.query);
    throw new RouteError(`page "${parsed.path}" is not found`);
  }

  #open(
    path: string,
    query: Record<string, string>,
    how: 'push' | 'none',
    below: SimPage | undefined,
  ): SimPage {
    const isTab = this.#isTab(path);
    const first = this.#stack.length === 0;
    const entry = clean(phone.manifest.app.entryPagePath ?? phone.manifest.pages[0] ?? '');
    const leading = !first ? 'back' : path !== entry && !isTab ? 'home' : 'none';
    const page = new SimPage(path, query, isTab, {
      leading,
      back: () => this.navigateBack(),
      home: () => (this.#isTab(entry) ? this.switchTab(`/${entry}`) : this.reLaunch(`/${entry}`)),
    });
    this.#stack.push(page);
    if (isTab) this.#tabs.set(path, page);
    this.stage.append(page.frame);
    this.#arrange(below);
    page.load();
    if (isTab && phone.manifest.app.tabBar?.custom) this.#addCustomTabBar(page);
    if (this.top !== page) return page;
    if (how === 'push') this.#slide(page, below);
    page.show();
    page.ready();
    this.#changed();
    return page;
  }

  #addCustomTabBar(page: SimPage) {
    const root = createComponent('custom-tab-bar/index');
    const placeholder = document.createElement('div');
    page.view.append(placeholder);
    root.attach(asBackend(page.view), asBackend(placeholder));
    page.tabBar = root.get();
  }

  #slide(page: SimPage, below: SimPage | undefined) {
    page.frame.classList.add('sim-enter');
    const end = () => {
      page.frame.classList.remove('sim-enter');
      if (below && this.top !== below) below.frame.hidden = true;
    };
    page.frame.addEventListener('animationend', end, { once: true });
    // An animation that never runs (a hidden document) must not keep the page below in view.
    setTimeout(end, 400);
  }

  #close(page: SimPage, animate = false) {
    if (this.#tabs.get(page.path) === page) this.#tabs.delete(page.path);
    if (!animate) {
      page.unload();
      return;
    }
    const ghost = page.frame.cloneNode(true) as HTMLElement;
    ghost.className = 'sim-frame sim-leave';
    ghost.inert = true;
    page.unload();
    this.stage.append(ghost);
    ghost.style.zIndex = String(++this.#depth);
    ghost.addEventListener('animationend', () => ghost.remove());
    setTimeout(() => ghost.remove(), 400);
  }

  /** Puts the frames in order; only the top one shows, and the one a new page slides over. */
  #arrange(also?: SimPage) {
    const top = this.top;
    setView(top);
    for (const page of new Set([...this.#stack, ...this.#tabs.values()])) {
      page.frame.hidden = page !== top && page !== also;
      page.frame.style.zIndex = page.isTab ? '1' : String(10 + this.#stack.indexOf(page));
      page.frame.inert = page !== top;
    }
    this.#depth = 10 + this.#stack.length;
    const tab = this.#stack[0]?.isTab ? this.#stack[0] : undefined;
    this.#tabBar?.select(tab?.path);
    if (top) top.nav.apply();
  }

  #changed() {
    phone.bus.emit('pages', undefined);
  }
}

function clean(path: string): string {
  return path.replace(/^\/+/, '').replace(/\.html$/, '');
}

/** Parameters as WeChat gives them to `onLoad`: not decoded. */
function parseQuery(search: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const part of search.split('&').filter(Boolean)) {
    const at = part.indexOf('=');
    query[at < 0 ? part : part.slice(0, at)] = at < 0 ? '' : part.slice(at + 1);
  }
  return query;
}

/** The router of this document. */
export const router = new Router();
