/**
 * Serves a mini-program and opens phones in a real browser.
 * @example
 * const sim = await launchSimulator({ appDir: 'applet', executablePath: '/usr/bin/chromium' });
 * const phone = await sim.phone();
 * await phone.tap('button.start');
 * assert.equal(await phone.text('#result'), 'done');
 * sim.check(); // throws when the program printed an error
 * await sim.close();
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { createSimulator, type Simulator, type SimulatorOptions } from '../build/serve';
import { CALL_WX, createPhone, type SimPhone } from './phone';

/** Options of {@link launchSimulator}. */
export interface FixtureOptions extends Partial<SimulatorOptions> {
  /** Browser to start; see `findChromium`. Not needed when `browser` is given. */
  readonly executablePath?: string;
  /** A browser that is already there; it is not closed. */
  readonly browser?: Browser;
  /** Address where a simulator is already served, for example by the platform; `appDir` is not needed then. */
  readonly address?: string;
}

/** Options of one phone. */
export interface PhoneOptions {
  /** Id of the user who holds it. */
  readonly user?: string;
  /** Id of the device; default a window of 390 by 844. */
  readonly device?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Page to start with, with its query. */
  readonly path?: string;
  readonly theme?: 'light' | 'dark';
  /** Granted permissions and position of the browser. */
  readonly geolocation?: { readonly latitude: number; readonly longitude: number };
  /** A touch screen instead of a mouse. */
  readonly touch?: boolean;
}

/** A served program and its phones. */
export interface Fixture {
  readonly address: string;
  readonly browser: Browser;
  /** Opens a phone; the program has started when it settles. Every phone has a storage of its own. */
  phone(options?: PhoneOptions): Promise<SimPhone>;
  /** Opens the page with the phone frame and the side panel. */
  framed(size?: { width: number; height: number }): Promise<SimPhone>;
  /** @throws Error with every error the phones printed since the last check */
  check(): void;
  close(): Promise<void>;
}

/** Longest wait for a program to start, milliseconds. */
const START = 15_000;

/** Starts a server for the program (unless `address` is given) and a browser (unless `browser` is given). */
export async function launchSimulator(options: FixtureOptions): Promise<Fixture> {
  const served = options.address === undefined ? await serve(options) : undefined;
  const address = options.address ?? served?.address ?? '';
  const browser = options.browser ?? (await launch(options.executablePath));
  const phones: SimPhone[] = [];
  const contexts: BrowserContext[] = [];

  async function open(
    path: string,
    setup: PhoneOptions,
    size: { width: number; height: number },
  ): Promise<SimPhone> {
    const context = await browser.newContext({
      viewport: size,
      hasTouch: setup.touch ?? false,
      ...(setup.geolocation
        ? { geolocation: setup.geolocation, permissions: ['geolocation'] }
        : {}),
    });
    contexts.push(context);
    const page = await context.newPage();
    await page.addInitScript(CALL_WX);
    const phone = createPhone(page);
    phones.push(phone);
    await page.goto(address + path);
    return phone;
  }

  return {
    address,
    browser,
    async phone(setup = {}) {
      const search = new URLSearchParams();
      for (const name of ['user', 'device', 'path', 'theme'] as const)
        if (setup[name]) search.set(name, setup[name]);
      const phone = await open(
        `/__sim/phone?${search}`,
        setup,
        setup.size ?? { width: 390, height: 844 },
      );
      await phone.page
        .locator('html[data-sim-ready]')
        .waitFor({ state: 'attached', timeout: START });
      return phone;
    },
    framed: (size = { width: 1440, height: 900 }) => open('/', {}, size),
    check() {
      const errors = phones.flatMap((phone) => phone.errors.splice(0));
      if (errors.length > 0) throw new Error(`the program printed errors:\n${errors.join('\n')}`);
    },
    async close() {
      for (const context of contexts) await context.close();
      if (options.browser === undefined) await browser.close();
      await served?.close();
    },
  };
}

function launch(executablePath: string | undefined): Promise<Browser> {
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

async function serve({
  appDir,
  ...rest
}: FixtureOptions): Promise<{ address: string; close(): Promise<void> }> {
  if (appDir === undefined) throw new TypeError('appDir or address is needed');
  const simulator: Simulator = createSimulator({ watch: false, ...rest, appDir });
  await simulator.ready;
  const server: Server = createServer(async (req, res) => {
    if (!(await simulator.handle(req, res))) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
