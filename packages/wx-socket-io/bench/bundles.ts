// What a user of either client ships, made by the same bundler with the same settings.
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const PACKAGE = path.join(__dirname, '..');

export const OURS = "export * from './src';";
export const THEIRS = "export { io } from 'socket.io-client';";

const OUR_CODEC = "export * from './src/parser';";
const THEIR_CODEC =
  "export * from 'socket.io-parser'; export { encodePacket, decodePacket } from 'engine.io-parser';";

async function bundle(contents: string, format: 'esm' | 'cjs', minify: boolean): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PACKAGE, loader: 'ts' },
    tsconfig: path.join(PACKAGE, 'tsconfig.build.json'),
    platform: 'browser',
    target: 'es2017',
    bundle: true,
    write: false,
    minify,
    format,
  });
  return outputFiles[0]?.text ?? '';
}

export interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** Bytes of a client, minified, and gzipped after that. */
export async function size(contents: string): Promise<Size> {
  const code = await bundle(contents, 'esm', true);
  return { minified: Buffer.byteLength(code), gzipped: gzipSync(code, { level: 9 }).length };
}

async function load<T>(contents: string): Promise<T> {
  const code = await bundle(contents, 'cjs', false);
  const module = { exports: {} };
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports as T;
}

export type OurCodec = typeof import('../src/parser');
export type TheirCodec = typeof import('socket.io-parser') & typeof import('engine.io-parser');

/** Both parsers as a browser gets them: Node's builds of theirs carry a debug log. */
export async function codecs(): Promise<{ ours: OurCodec; theirs: TheirCodec }> {
  return { ours: await load<OurCodec>(OUR_CODEC), theirs: await load<TheirCodec>(THEIR_CODEC) };
}
