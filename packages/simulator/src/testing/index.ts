/** Tests of mini-programs in a real browser, with Playwright. */
export { findChromium } from './chromium';
export { type Fixture, type FixtureOptions, launchSimulator } from './fixture';
export type { SimPhone } from './phone';
