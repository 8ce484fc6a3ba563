// Heartbeats: a server that lives is not lost, one that is silent is; over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { startProxy } from '../support/proxy';
import { next, stage } from '../support/stage';

// Room for a busy machine: what is exact is in test/heartbeat.test.ts, under a clock that stands still.
const PINGS = { pingInterval: 100, pingTimeout: 300 };
const LATE = 1000;

forBoth('heartbeats', (kind) => {
  const on = stage();

  it('keep a connection on which nobody speaks', async () => {
    const { io, url } = await on.server(PINGS);
    let ended = 0;
    io.on('connection', (socket) => socket.on('disconnect', () => ended++));
    const client = await on.connected(kind, url);
    client.on('disconnect', () => ended++);
    await new Promise((resolve) => setTimeout(resolve, 900));
    assert.equal(ended, 0);
  });

  it('end one whose server has gone silent, within pingInterval + pingTimeout', async () => {
    const server = await on.server(PINGS);
    const proxy = await startProxy(server.port);
    on.defer(proxy.close);
    const client = await on.connected(kind, proxy.url, { reconnection: false });
    proxy.silence();
    const start = performance.now();
    const [reason] = await next(client, 'disconnect');
    const lasted = performance.now() - start;
    assert.equal(reason, 'ping timeout');
    assert.ok(lasted <= 400 + LATE, `${lasted} ms`);
  });
});
