/** Compiles an app, and what it is made of, before it is measured. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/**
 * Brings `apps/<name>/dist` up to date.
 *
 * @returns its main file, for compiled-app.cjs
 */
export function buildApp(name: string): string {
  const project = join(root, 'apps', name, 'tsconfig.build.json');
  execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-b', project], {
    stdio: 'inherit',
  });
  return join(root, 'apps', name, 'dist', 'main.js');
}
