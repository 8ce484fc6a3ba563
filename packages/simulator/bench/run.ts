/** What the simulator costs: building, the size of the runtime, opening a program and a page; each beside its bar. */
import { cpSync, existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createBuilder } from '../src/build/bundle';
import { browserScript } from '../src/build/runtime';
import { type Fixture, findChromium, launchSimulator } from '../src/testing/index';

const ROUNDS = 5;

/** The page's own window, for functions that run there. */
declare const window: { readonly __sim: { readonly manifest: { readonly pages: string[] } } };

/** Bars of the project; milliseconds and bytes. */
const BARS = { cold: 1000, rebuild: 300, runtime: 120 * 1024 };

const PROGRAMS: Readonly<Record<string, string>> = {
  conformance: path.join(__dirname, '../test/conformance'),
  applet: path.join(__dirname, '../../../applet'),
};

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function line(what: string, value: string, bar = ''): void {
  console.log(`| ${what} | ${value} | ${bar} |`);
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

/** First build of a program, and builds after one of its scripts was touched. */
async function measureBuild(name: string, appDir: string): Promise<void> {
  const copy = mkdtempSync(path.join(tmpdir(), 'weapp-sim-bench-'));
  try {
    cpSync(appDir, copy, {
      recursive: true,
      filter: (from) => !/node_modules|[\\/]test([\\/]|$)/.test(path.relative(appDir, from)),
    });
    const builder = createBuilder(copy, '/f/');
    const { took, code } = await builder.build();
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      utimesSync(path.join(copy, 'app.ts'), new Date(), new Date(Date.now() + round * 1000));
      again.push((await builder.build()).took);
    }
    line(`${name}: first build`, ms(took));
    line(`${name}: rebuild after a change`, ms(median(again)), ms(BARS.rebuild));
    line(`${name}: bundle, gzip`, `${(gzipSync(code).length / 1024).toFixed(1)} KB`);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** From navigation to the first paint and to the program's first page, in a browser without a cache. */
async function measureOpening(name: string, sim: Fixture): Promise<void> {
  const ready: number[] = [];
  const paint: number[] = [];
  const open: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const phone = await sim.phone();
    const times = await phone.page.evaluate(async () => {
      const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
      const { pages } = window.__sim.manifest;
      const start = performance.now();
      const wx = (globalThis as unknown as { wx: { navigateTo(o: object): Promise<void> } }).wx;
      await wx.navigateTo({ url: `/${pages[1]}` }).catch(() => {});
      return {
        ready: performance.getEntriesByName('sim-ready')[0]?.startTime,
        painted,
        open: performance.now() - start,
      };
    });
    if (times.ready) ready.push(times.ready);
    if (times.painted) paint.push(times.painted);
    open.push(times.open);
    await phone.page.context().close();
  }
  line(`${name}: navigation to first paint`, ms(median(paint)), ms(BARS.cold));
  line(`${name}: navigation to the first page`, ms(median(ready)), ms(BARS.cold));
  line(`${name}: navigateTo`, ms(median(open)));
}

/** Measures, and prints a table. */
export async function run(): Promise<void> {
  const executablePath = findChromium(process.env);
  const programs = Object.entries(PROGRAMS).filter(([, dir]) =>
    existsSync(path.join(dir, 'app.json')),
  );
  console.log('| | median of 5 | bar |\n|---|---|---|');
  const { code } = await browserScript('runtime');
  line(
    'framework and runtime, gzip',
    `${(gzipSync(code).length / 1024).toFixed(1)} KB`,
    `${BARS.runtime / 1024} KB`,
  );
  for (const [name, appDir] of programs) {
    await measureBuild(name, appDir);
    if (executablePath === undefined) continue;
    const sim = await launchSimulator({ appDir, login: null, executablePath });
    await measureOpening(name, sim);
    await sim.close();
  }
  if (executablePath === undefined) console.log('\nNo Chromium: opening was not measured.');
}
