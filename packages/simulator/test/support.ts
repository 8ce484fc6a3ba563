/** What the suites share: the conformance program in one browser. */
import path from 'node:path';
import {
  type Fixture,
  type FixtureOptions,
  findChromium,
  launchSimulator,
} from '../src/testing/index';

/** Folder of the conformance program. */
export const CONFORMANCE = path.join(__dirname, 'conformance');

/** Path of the browser, or undefined: then browser suites skip themselves. */
export const chromiumPath = findChromium(process.env);

/** What a browser suite adds to its title when it cannot run. */
export const WITHOUT = chromiumPath ? '' : ' (skipped: no Chromium on PATH or in CHROMIUM)';

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
        executablePath: chromiumPath,
        ...options,
      });
    });

    after(() => fixture?.close());
    afterEach(() => fixture?.check());
    body(() => fixture as Fixture);
  });
}
