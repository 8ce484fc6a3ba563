/** The browser side: bundled from source on first use in this repository, already bundled in the published package. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A script for the browser, minified, with its source map. */
export interface Script {
  readonly code: Buffer;
  readonly map: Buffer;
}

/** Entry points of the browser side, relative to this package's source. */
const ENTRIES = { runtime: '../runtime/boot', page: '../page/main' } as const;

const built = new Map<string, Promise<Script>>();

/** The runtime of the phone, or the page around it; bundled once a process. */
export function browserScript(name: keyof typeof ENTRIES): Promise<Script> {
  const known = built.get(name);
  if (known !== undefined) return known;
  const fresh = load(name);
  built.set(name, fresh);
  fresh.catch(() => built.delete(name));
  return fresh;
}

async function load(name: keyof typeof ENTRIES): Promise<Script> {
  const ready = path.join(__dirname, '..', `${name}.browser.js`);
  if (existsSync(ready)) return { code: readFileSync(ready), map: readFileSync(`${ready}.map`) };
  return bundleScript(path.join(__dirname, `${ENTRIES[name]}.ts`));
}

/** Bundles one browser script from source. */
export async function bundleScript(entry: string): Promise<Script> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outfile: 'out.js',
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
    loader: { '.css': 'text', '.svg': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const find = (end: string) =>
    Buffer.from(outputFiles.find((file) => file.path.endsWith(end))?.contents ?? '');
  return { code: find('.js'), map: find('.map') };
}
