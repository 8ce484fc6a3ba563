/** What the suites share: one browser, the conformance program, ways to look at what it heard. */
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import {
  type Fixture,
  type FixtureOptions,
  findChromium,
  launchSimulator,
  type SimPhone,
} from '../src/testing/index';

/** Folder of the conformance program. */
export const CONFORMANCE = path.join(__dirname, 'conformance');

/** Path of the browser, or undefined: then browser suites skip themselves. */
export const chromiumPath = findChromium(process.env);

/** What a browser suite adds to its title when it cannot run. */
export const WITHOUT = chromiumPath ? '' : ' (skipped: no Chromium on PATH or in CHROMIUM)';

let shared: Promise<Browser> | undefined;

/** The browser of all suites, started by the first that needs it. */
function sharedBrowser(): Promise<Browser> {
  shared ??= chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  return shared;
}

after(async () => (await shared)?.close());

/** An event as the conformance program notes it: id of the component, type, detail. */
export type Heard = [id: string, type: string, detail?: unknown, more?: unknown];

/** What the program heard since the last call. */
export function heard(phone: SimPhone): Promise<Heard[]> {
  return phone.page.evaluate('getApp().globalData.heard.splice(0)');
}

/** Waits until the program heard something of a component, and gives everything it heard. */
export async function hears(phone: SimPhone, id: string, type: string): Promise<Heard[]> {
  await phone.page.waitForFunction(
    ([wanted, kind]) =>
      (globalThis as unknown as { getApp(): { globalData: { heard: Heard[] } } })
        .getApp()
        .globalData.heard.some((one) => one[0] === wanted && one[1] === kind),
    [id, type] as const,
  );
  return heard(phone);
}

/** Runs a piece of JavaScript in the phone; `done(value)` ends it. */
export function run<T>(phone: SimPhone, code: string): Promise<T> {
  return phone.page.evaluate(`new Promise((done, fail) => { ${code} })`);
}

/**
 * Declares a suite that runs in a browser; it is skipped, visibly, where there is none.
 * After every test the program must have printed no error.
 */
export function browserSuite(
  title: string,
  body: (sim: () => Fixture) => void,
  options: Partial<FixtureOptions> = {},
): void {
  describe(title + WITHOUT, function suite() {
    this.timeout(30_000);
    let fixture: Fixture | undefined;

    before(async function open() {
      if (chromiumPath === undefined) this.skip();
      fixture = await launchSimulator({
        appDir: CONFORMANCE,
        login: null,
        browser: await sharedBrowser(),
        ...options,
      });
    });

    after(() => fixture?.close());
    afterEach(() => fixture?.check());
    body(() => fixture as Fixture);
  });
}
