import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const fixture = join(__dirname, 'fixtures', 'echo-process.ts');

function start(env: Record<string, string> = {}) {
  const child = fork(fixture, {
    execArgv: ['--conditions=weapp-source', '-r', 'ts-node/register'],
    env: { ...process.env, ECHO_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  return { child, errors: () => errors };
}

describe('a service as a process', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`tells pm2 when it is ready and ends with 0 on ${signal}`, async () => {
      const { child } = start();
      assert.deepEqual(await once(child, 'message'), ['ready', undefined]);
      child.kill(signal);
      assert.deepEqual(await once(child, 'exit'), [0, null]);
    });
  }

  it('reads the settings of ENV_FILE, unless they are set already', async () => {
    const file = join(tmpdir(), `echo-${process.pid}.env`);
    await writeFile(file, 'LOG_LEVEL=loud\nECHO_PORT=neither\n');
    const { child, errors } = start({ ENV_FILE: file });
    assert.deepEqual(await once(child, 'close'), [1, null]);
    await rm(file);
    assert.match(errors(), /^LOG_LEVEL cannot be "loud"/);
  });

  it('ends with one line when there is no such file', async () => {
    const { child, errors } = start({ ENV_FILE: 'nowhere.env' });
    assert.deepEqual(await once(child, 'close'), [1, null]);
    assert.equal(errors(), 'ENV_FILE names a file that cannot be read: nowhere.env\n');
  });

  it('ends with one line that names a malformed setting', async () => {
    const { child, errors } = start({ LOG_LEVEL: 'loud' });
    assert.deepEqual(await once(child, 'close'), [1, null]);
    assert.match(errors(), /^LOG_LEVEL cannot be "loud": .*\n$/);
  });
});
