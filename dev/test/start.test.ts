import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import { useTempDir, waitFor } from '@weapp-samples/testkit';
import { type StartedProcess, spawnStart, startProcess } from './start-process';

describe('npm start', function () {
  this.timeout(60_000);
  const dataDir = useTempDir();

  describe('once it is ready', () => {
    let started: StartedProcess;
    before(async () => {
      started = await startProcess({ DATA_DIR: dataDir() });
    });
    after(() => started.end('SIGKILL'));

    it('has printed each service with its address and its store', () => {
      for (const { name, prefix } of serviceTable) {
        const line = new RegExp(`^ {2}${name} +${started.url}${prefix} +\\S`, 'm');
        assert.match(started.output(), line);
      }
    });

    it('answers at the paths of production', async () => {
      const list = await fetch(`${started.url}/applet/album/list`);
      assert.deepEqual(await list.json(), { code: 0, msg: 'ok', data: [], next: null });
      assert.equal((await fetch(`${started.url}/applet/video/list?pageNo=1`)).status, 200);
      assert.equal((await fetch(`${started.url}/applet/session/paints/list`)).status, 401);
      assert.equal((await fetch(`${started.url}/applet/websocket/leaderboard`)).status, 200);
    });

    it('keeps health and metrics inside', async () => {
      for (const path of ['/healthz', '/readyz', '/metrics', '/applet/album/metrics']) {
        assert.equal((await fetch(started.url + path)).status, 404, path);
      }
    });

    it('shows the mini-program, the services and the API documents', async () => {
      for (const path of ['/', '/services', '/docs']) {
        const page = await fetch(started.url + path);
        assert.equal(page.status, 200, path);
        assert.match(String(page.headers.get('content-type')), /^text\/html/);
      }
    });

    it('keeps its folder to itself', async () => {
      const { child, output } = spawnStart({ DATA_DIR: dataDir() });
      assert.equal((await once(child, 'close'))[0], 1);
      assert.match(output(), /^.* is in use by process \d+: stop it or set DATA_DIR .*\n$/);
    });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends with 0 on ${signal}`, async () => {
      const started = await startProcess({ DATA_DIR: dataDir() });
      assert.equal(await started.end(signal), 0);
    });
  }

  it('ends with the npm that started it, also when only npm gets the signal', async () => {
    const started = await startProcess({ DATA_DIR: dataDir() }, ['npm', 'start']);
    started.child.kill('SIGTERM');
    const ended = () =>
      fetch(started.url).then(
        () => false,
        () => true,
      );
    await waitFor(ended, { timeoutMs: 10_000, what: 'the platform has ended' });
    const running = () => existsSync(join(dataDir(), 'running.pid'));
    await waitFor(() => !running(), { timeoutMs: 10_000, what: 'the folder is free' });
  });

  describe('with a port that is taken', () => {
    let server: Server;
    const port = () => String((server.address() as AddressInfo).port);
    before(async () => {
      server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    after(() => server.close());

    for (const variable of ['PORT', 'DEVCLOUD_COS_PORT']) {
      it(`ends with one line that names the port and ${variable}`, async () => {
        const { child, output } = spawnStart({ DATA_DIR: dataDir(), [variable]: port() });
        assert.equal((await once(child, 'close'))[0], 1);
        const line = new RegExp(`^port ${port()} is taken: .* set ${variable} to another\\n$`);
        assert.match(output(), line);
      });
    }
  });

  it('ends with one line that names a setting it cannot use', async () => {
    const { child, output } = spawnStart({ DATA_DIR: dataDir(), PORT: 'eighty' });
    assert.equal((await once(child, 'close'))[0], 1);
    assert.match(output(), /^PORT cannot be "eighty": .*\n$/);
  });

  it('ends with one line when there is no mini-program to open', async () => {
    const { child, output } = spawnStart({ DATA_DIR: dataDir(), APPLET_DIR: dataDir() });
    assert.equal((await once(child, 'close'))[0], 1);
    assert.match(output(), /^APPLET_DIR: .* holds no mini-program.*\n$/);
  });

  it('refuses to be production', async () => {
    const { child, output } = spawnStart({ DATA_DIR: dataDir(), NODE_ENV: 'production' });
    assert.equal((await once(child, 'close'))[0], 1);
    assert.match(output(), /^npm start is for development.*\n$/);
  });
});
