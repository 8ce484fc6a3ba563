/** Makes `dist/` for publishing: the Node side by tsc, the browser side as two bundles. */
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleScript } from '../src/build/runtime';

const root = path.join(__dirname, '..');
const dist = path.join(root, 'dist');

async function main() {
  rmSync(dist, { recursive: true, force: true });
  const { status } = spawnSync(
    process.execPath,
    [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
  for (const [name, entry] of [
    ['runtime', 'runtime/boot.ts'],
    ['page', 'page/main.ts'],
  ] as const) {
    const { code, map } = await bundleScript(path.join(root, 'src', entry));
    writeFileSync(path.join(dist, `${name}.browser.js`), code);
    writeFileSync(path.join(dist, `${name}.browser.js.map`), map);
  }
  chmodSync(path.join(dist, 'cli.js'), 0o755);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
