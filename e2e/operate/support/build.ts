/** What `npm run build` makes, brought up to date for the tests that run it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(__dirname, '..', '..', '..');

/** Builds what has changed since the last time. */
export async function build(): Promise<void> {
  const tsc = require.resolve('typescript/bin/tsc');
  const args = [tsc, '-b', join(root, 'tsconfig.build.json')];
  await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 240_000 });
}
