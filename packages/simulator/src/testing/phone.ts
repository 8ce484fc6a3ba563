/** One phone in a test: a browser page with the program in it. */
import type { FileChooser, Locator, Page } from 'playwright-core';
import selectorParser from 'postcss-selector-parser';

/** What a test sees of the phone's side, by functions that run in the page. */
interface RemoteSim {
  readonly phone: {
    readonly router: {
      readonly stack: readonly { readonly path: string }[];
      readonly top?: {
        readonly path: string;
        readonly instance?: { readonly data: object; setData(data: object): void };
      };
      setVisible(visible: boolean): void;
    };
  };
  readonly lastShare?: { readonly title: string; readonly path: string };
  setOnline(online: boolean): void;
}

/** The page's own window: users of this package compile without the types of the DOM. */
declare const window: { readonly __sim: RemoteSim };

/** A file for the program's file chooser. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What a test does with a phone. */
export interface SimPhone {
  /** Playwright's page, for everything else. */
  readonly page: Page;
  /** Errors printed or thrown since the start; a test fails on any that it did not take out. */
  readonly errors: string[];
  /** Elements of the page on top by a selector as one writes it in WXML: `view.item`, `#name input`, `button[data-id="1"]`. */
  find(selector: string): Locator;
  /** Taps the first match. */
  tap(selector: string): Promise<void>;
  /** Types into an `input` or `textarea` of the program. */
  type(selector: string, text: string): Promise<void>;
  /** Text of the first match. */
  text(selector: string): Promise<string>;
  /** Waits until an element of the page on top holds a text. */
  see(selector: string, text: string | RegExp): Promise<void>;
  /** Something over the page (toast, dialog, sheet) by CSS selector or text. */
  overlay(selector: string): Locator;
  /** Answers the next file chooser that `action` opens. */
  choose(
    files: readonly ChosenFile[] | readonly string[],
    action: () => Promise<unknown>,
  ): Promise<void>;
  /** Path of the page on top. */
  path(): Promise<string>;
  /** Paths of the page stack, bottom first. */
  stack(): Promise<string[]>;
  /** `data` of the page on top. */
  data<T = Record<string, unknown>>(): Promise<T>;
  /** Calls `setData` of the page on top. */
  setData(data: Record<string, unknown>): Promise<void>;
  /** Calls `wx[name](options)` and settles with its result; fails as the call does. */
  wx<T = Record<string, unknown>>(name: string, ...args: unknown[]): Promise<T>;
  /** Starts the program anew, as switching the phone off and on would. */
  reload(): Promise<void>;
  /** Sends the program to the background, or brings it back. */
  setVisible(visible: boolean): Promise<void>;
  /** Takes the network away, or gives it back. */
  setOnline(online: boolean): Promise<void>;
  /** What the program offered to share last. */
  lastShare(): Promise<{ title: string; path: string } | undefined>;
}

const transform = selectorParser((root) => {
  root.walkTags((tag) => {
    if (!tag.value.startsWith('wx-')) tag.value = `wx-${tag.value}`;
  });
});

/** A WXML selector as the DOM of the simulator has it. */
export function toDomSelector(selector: string): string {
  return transform.processSync(selector);
}

/** Watches a page's errors and gives it the members of a phone. */
export function createPhone(page: Page): SimPhone {
  const errors: string[] = [];
  const answered = new Set<string>();
  page.on('request', (request) => {
    if (/^(xhr|fetch|eventsource)$/.test(request.resourceType())) answered.add(request.url());
  });
  page.on('console', (message) => {
    // The browser prints what failed on the network; the program was told of it, and may have dealt with it.
    const told =
      answered.has(message.location().url) || /^WebSocket connection to/.test(message.text());
    if (message.type() === 'error' && !told) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  const find = (selector: string) =>
    page.locator(`.sim-frame:not([inert]):not(.sim-leave) >> css=${toDomSelector(selector)}`);
  const overlay = (selector: string) => page.locator('.sim-overlay').locator(selector);

  return {
    page,
    errors,
    find,
    overlay,
    tap: (selector) => find(selector).first().click(),
    type: (selector, text) => find(selector).first().locator('input, textarea').first().fill(text),
    text: async (selector) => (await find(selector).first().textContent()) ?? '',
    see: (selector, text) => find(selector).filter({ hasText: text }).first().waitFor(),
    async choose(files, action) {
      const chooser: Promise<FileChooser> = page.waitForEvent('filechooser');
      await action();
      await (await chooser).setFiles(files as ChosenFile[]);
    },
    path: () => page.evaluate(() => window.__sim.phone.router.top?.path ?? ''),
    stack: () => page.evaluate(() => window.__sim.phone.router.stack.map((one) => one.path)),
    data: () =>
      page.evaluate(() =>
        JSON.parse(JSON.stringify(window.__sim.phone.router.top?.instance?.data ?? {})),
      ),
    setData: (data) =>
      page.evaluate((value) => window.__sim.phone.router.top?.instance?.setData(value), data),
    wx: (name, ...args) =>
      page.evaluate(([api, values]) => callWx(api, values), [name, args] as const),
    async reload() {
      await page.reload();
      await page.locator('html[data-sim-ready]').waitFor({ state: 'attached' });
    },
    setVisible: (visible) =>
      page.evaluate((on) => window.__sim.phone.router.setVisible(on), visible),
    setOnline: (online) => page.evaluate((on) => window.__sim.setOnline(on), online),
    lastShare: () => page.evaluate(() => window.__sim.lastShare),
  };
}

/** Runs in the page: `evaluate` carries the source of its function only, so this one is put there by the fixture. */
declare function callWx<T>(name: string, args: readonly unknown[]): Promise<T>;

/** Script that defines {@link callWx} in the page. */
export const CALL_WX = `window.callWx = (name, args) => new Promise((resolve, reject) => {
  const result = wx[name](...args);
  const plain = (value) => value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  if (result && typeof result.then === 'function') result.then((value) => resolve(plain(value)), (error) => reject(new Error(error.errMsg || String(error))));
  else resolve(plain(result));
});`;
