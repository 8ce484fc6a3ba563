import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { useRedis, waitFor } from '../src';
import { isAlive } from './support';

const root = join(__dirname, '..', '..', '..');
const fixture = join(__dirname, 'fixtures', 'start-and-wait.ts');

/** Runs the fixture in one process, as a test run would be. */
function startRun() {
  const flags = ['--conditions=weapp-source', '-r', join(root, 'scripts', 'register.cjs')];
  return spawn(process.execPath, [...flags, fixture], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('a test run that dies', function () {
  this.timeout(60_000);
  useRedis();

  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
    it(`takes its servers and folders with it on ${signal}`, async () => {
      const run = startRun();
      const [line] = await once(run.stdout, 'data');
      const { pid, dir } = JSON.parse(line);
      assert.ok(isAlive(pid));
      run.kill(signal);
      await waitFor(() => !isAlive(pid) && !existsSync(dir));
    });
  }
});
