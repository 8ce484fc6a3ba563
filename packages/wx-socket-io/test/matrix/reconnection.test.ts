// Losing the server and finding it again, over both clients.
import assert from 'node:assert/strict';
import type { CommonClient } from '../support/clients';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

const EVENTS = ['reconnect_attempt', 'reconnect', 'reconnect_error', 'reconnect_failed'];

// What a client tells, in order, errors by their being errors.
function record(client: CommonClient): unknown[][] {
  const told: unknown[][] = [];
  const plain = (value: unknown) => (value instanceof Error ? 'error' : value);
  for (const event of EVENTS) {
    client.io.on(event, (...args) => told.push([event, ...args.map(plain)]));
  }
  client.on('connect', () => told.push(['connect']));
  client.on('connect_error', () => told.push(['connect_error']));
  client.on('disconnect', (reason) => told.push(['disconnect', reason]));
  return told;
}

forBoth('reconnection', (kind) => {
  const on = stage();

  it('tells of a cut and the return in this order', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('cut', () => socket.conn.close()));
    const client = await on.connected(kind, url);
    const told = record(client);
    client.emit('cut');
    await next(client, 'connect');
    assert.deepEqual(told, [
      ['disconnect', 'transport close'],
      ['reconnect_attempt', 1],
      ['reconnect', 1],
      ['connect'],
    ]);
  });

  it('gives up after the attempts it is allowed', async () => {
    const server = await on.server();
    const client = on.client(kind, server.url, { reconnectionAttempts: 2 });
    const open = next(client, 'connect');
    kind.connect(client);
    await open;
    const told = record(client);
    await server.close();
    await next(client.io, 'reconnect_failed');
    assert.deepEqual(told[0], ['disconnect', 'transport close']);
    // The same is told, but socket.io-client tells reconnect_failed before the last reconnect_error.
    const kinds = told
      .slice(1)
      .map(([event, n]) => (typeof n === 'number' ? `${event} ${n}` : event));
    assert.deepEqual(kinds.sort(), [
      'connect_error',
      'connect_error',
      'reconnect_attempt 1',
      'reconnect_attempt 2',
      'reconnect_error',
      'reconnect_error',
      'reconnect_failed',
    ]);
  });

  it('finds a server that starts after the client', async () => {
    const { port, url, close } = await on.server();
    await close();
    const client = on.client(kind, url);
    const refused = next(client, 'connect_error');
    kind.connect(client);
    const [error] = await refused;
    assert.ok(error instanceof Error);
    assert.equal(client.active, true);
    const open = next(client, 'connect');
    await on.server({}, port);
    await open;
  });

  it('can be switched off', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('cut', () => socket.conn.close()));
    const client = await on.connected(kind, url, { reconnection: false });
    const told = record(client);
    client.emit('cut');
    await next(client, 'disconnect');
    const again = next(client, 'connect');
    kind.connect(client);
    await again;
    assert.deepEqual(told, [['disconnect', 'transport close'], ['connect']]);
  });

  it('stops when the client is closed meanwhile', async () => {
    const server = await on.server();
    const client = await on.connected(kind, server.url);
    await server.close();
    await next(client, 'connect_error');
    kind.disconnect(client);
    const told = record(client);
    const again = await on.server({}, server.port);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(told, []);
    assert.equal(again.io.engine.clientsCount, 0);
  });

  it('sends what was emitted meanwhile, in order, once', async () => {
    const { io, url } = await on.server();
    const arrived: number[] = [];
    const end = new Promise<void>((resolve) =>
      io.on('connection', (socket) => {
        socket.on('cut', () => socket.conn.close());
        socket.on('n', (n) => arrived.push(n));
        socket.on('end', () => resolve());
      }),
    );
    const client = await on.connected(kind, url);
    client.emit('cut');
    await next(client, 'disconnect');
    for (let n = 0; n < 20; n++) client.emit('n', n);
    client.emit('end');
    await end;
    assert.deepEqual(arrived, [...Array(20).keys()]);
  });

  it('drops volatile messages that cannot go at once', async () => {
    const { io, url } = await on.server();
    const arrived: string[] = [];
    const end = new Promise<void>((resolve) =>
      io.on('connection', (socket) => {
        socket.onAny((event) => arrived.push(event));
        socket.on('end', () => resolve());
      }),
    );
    const client = on.client(kind, url);
    client.volatile.emit('dropped');
    client.emit('kept');
    kind.connect(client);
    await next(client, 'connect');
    // socket.io-client counts a transport that has not flushed yet as not writable.
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.volatile.emit('sent');
    client.emit('end');
    await end;
    assert.deepEqual(arrived, ['kept', 'sent', 'end']);
  });
});
