import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type ServerRecipe, startRedis, startServer, useRedis } from '../src';

function shell(script: (port: number, dir: string) => string): ServerRecipe {
  return {
    name: 'shell',
    command: (port, dir) => ({ program: '/bin/sh', args: ['-c', script(port, dir)] }),
    ready: (output) => /^ready$/m.test(output),
    url: (port) => `tcp://127.0.0.1:${port}`,
    startMs: 300,
  };
}

describe('starting a server', () => {
  it('shows what the program printed when it ends early', async () => {
    const start = startServer(shell(() => 'echo the disk is full; exit 3'));
    await assert.rejects(start, {
      name: 'ServerFailed',
      message: 'shell ended while starting\nthe disk is full',
    });
  });

  it('does not wait longer than its bound', async () => {
    let dir = '';
    const slow = shell((_port, folder) => {
      dir = folder;
      return 'echo warming up; sleep 60';
    });
    await assert.rejects(startServer(slow), /shell was not ready after 300 ms\nwarming up/);
    assert.equal(existsSync(dir), false);
  });

  it('takes another port when somebody was faster', async () => {
    const ports: number[] = [];
    const server = await startServer(
      shell((port) => {
        ports.push(port);
        return ports.length < 3
          ? 'echo bind: Address already in use; exit 1'
          : 'echo ready; sleep 60';
      }),
    );
    assert.equal(server.port, ports[2]);
    assert.equal(ports.length, 3);
    await server.stop();
  });

  it('gives up when every port is taken', async () => {
    const taken = startServer(shell(() => 'echo Address already in use; exit 1'));
    await assert.rejects(taken, /shell ended while starting/);
  });

  it('names a program that is not there', async () => {
    const missing = startServer({
      ...shell(() => ''),
      command: () => ({ program: '/nonexistent/server', args: [] }),
    });
    await assert.rejects(missing, /\/nonexistent\/server could not be started/);
  });
});

describe('a Redis on a taken port', () => {
  const redis = useRedis();

  it('is seen as such, so that another port is tried', async () => {
    const start = startRedis({ args: ['--port', `${redis().port}`] });
    await assert.rejects(start, /Address already in use/);
  });
});
