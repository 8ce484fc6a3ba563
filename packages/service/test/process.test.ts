import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
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

  it('ends with one line that names a malformed setting', async () => {
    const { child, errors } = start({ LOG_LEVEL: 'loud' });
    assert.deepEqual(await once(child, 'close'), [1, null]);
    assert.match(errors(), /^LOG_LEVEL cannot be "loud": .*\n$/);
  });
});
