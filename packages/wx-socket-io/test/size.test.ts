// The client is small enough to ship in any mini-program, and asks for nothing a mini-program lacks.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const PACKAGE = path.join(__dirname, '..');
const LIMIT = 5 * 1024;

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(PACKAGE, 'src/index.ts')],
    tsconfig: path.join(PACKAGE, 'tsconfig.build.json'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2017',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

describe('the client', () => {
  it(`takes at most ${LIMIT} bytes, minified and gzipped`, async () => {
    const { length } = gzipSync(await bundle(), { level: 9 });
    assert.ok(length > 1024 && length <= LIMIT, `${length} bytes`);
  });

  it('mentions nothing that a mini-program does not have', async () => {
    const text = await bundle();
    for (const name of ['window', 'URL', 'Headers', 'TextEncoder', 'TextDecoder', 'process']) {
      assert.doesNotMatch(text, new RegExp(`\\b${name}\\b`));
    }
    for (const name of ['globalThis', 'XMLHttpRequest', 'WebSocket', 'Buffer', 'document']) {
      assert.doesNotMatch(text, new RegExp(`(?<![\\w.])${name}\\b`));
    }
  });

  it('needs no package at run time', () => {
    const { dependencies = {} } = require('../package.json') as { dependencies?: object };
    assert.deepEqual(dependencies, {});
  });

  it('compiles with the library of ES2017 alone', async () => {
    const tsc = require.resolve('typescript/bin/tsc');
    const config = path.join(PACKAGE, 'tsconfig.build.json');
    await promisify(execFile)(process.execPath, [tsc, '-p', config, '--noEmit']);
  }).timeout(60_000);
});
