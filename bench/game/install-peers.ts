/** Installs what the game is measured beside. It is in no lock file: nobody but this bench needs it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const limitMs = 5 * 60_000;

/** @throws Error when npm cannot install the peers */
export function installPeers(): void {
  if (existsSync(join(__dirname, 'node_modules', 'colyseus.js'))) return;
  const flags = ['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...flags], {
    cwd: __dirname,
    stdio: 'inherit',
    timeout: limitMs,
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('the peers of the game bench could not be installed');
}
