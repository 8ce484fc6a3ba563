// Protocol 3: old servers, and new ones that let old clients in.
import assert from 'node:assert/strict';
import type { WxSocketIOOptions } from '../src';
import { WxSocketIO } from '../src';
import { platform } from './support/clients';
import { startProxy } from './support/proxy';
import type { Server2, TestServer } from './support/server';
import { startServer2 } from './support/server';
import { next, stage } from './support/stage';

const bytes = (buffer: ArrayBuffer) => [...new Uint8Array(buffer)];

describe('protocol 3 with a Socket.IO 2 server', () => {
  const on = stage();

  async function start(options?: Record<string, unknown>): Promise<TestServer<Server2>> {
    const server = await startServer2(options);
    on.defer(server.close);
    return server;
  }

  function client(options: WxSocketIOOptions = {}): WxSocketIO {
    const made = new WxSocketIO({ platform, protocol: 3, reconnectionDelay: 10, ...options });
    on.defer(() => made.close());
    return made;
  }

  it('connects with the id the server knows', async () => {
    const { io, url } = await start();
    const known = new Promise((resolve) => io.on('connection', (socket) => resolve(socket.id)));
    const socket = client();
    await socket.connect(url);
    assert.equal(socket.id, await known);
  });

  it('sends and receives events and acknowledgements', async () => {
    const { io, url } = await start();
    const answered = new Promise((resolve) =>
      io.on('connection', (socket) => {
        socket.on('add', (a, b, reply) => reply(a + b));
        socket.emit('question', { deep: ['文'] }, resolve);
      }),
    );
    const socket = client();
    socket.on('question', (data, reply) => reply(data));
    await socket.connect(url);
    assert.equal(await socket.emitWithAck('add', 1, 2), 3);
    assert.deepEqual(await answered, { deep: ['文'] });
  });

  it('sends and receives binary', async () => {
    const { io, url } = await start();
    io.on('connection', (socket) => {
      socket.on('echo', (value: Buffer, reply) => reply({ value: [value] }, value.length));
    });
    const socket = client();
    await socket.connect(url);
    const echoed = await socket.emitWithAck('echo', Uint8Array.of(4, 0, 255));
    assert.deepEqual(bytes(echoed.value[0]), [4, 0, 255]);
  });

  it('sends the heartbeats that keep the connection', async () => {
    const { io, url } = await start({ pingInterval: 100, pingTimeout: 300 });
    let ended = 0;
    io.on('connection', (socket) => socket.on('disconnect', () => ended++));
    const socket = client();
    await socket.connect(url);
    await new Promise((resolve) => setTimeout(resolve, 900));
    assert.deepEqual([ended, socket.connected], [0, true]);
  });

  it('notices a server that goes silent', async () => {
    const server = await start({ pingInterval: 100, pingTimeout: 200 });
    const proxy = await startProxy(server.port);
    on.defer(proxy.close);
    const socket = client({ reconnection: false });
    await socket.connect(proxy.url);
    proxy.silence();
    const [reason] = await next(socket, 'disconnect');
    assert.equal(reason, 'ping timeout');
  });

  it('enters namespaces, with their id', async () => {
    const { io, url } = await start();
    const known = new Promise((resolve) =>
      io.of('/chat').on('connection', (socket) => {
        socket.on('where', (reply) => reply('/chat'));
        resolve(socket.id);
      }),
    );
    const socket = client();
    await socket.connect(`${url}/chat`);
    assert.equal(socket.id, await known);
    assert.equal(await socket.emitWithAck('where'), '/chat');
  });

  it('is told why it is refused', async () => {
    const { io, url } = await start();
    io.use((socket, allow) =>
      allow(socket.handshake.query.session === 'good' ? undefined : new Error('not you')),
    );
    const socket = client({ auth: { session: 'bad' } });
    await assert.rejects(socket.connect(url), /not you/);
    assert.equal(socket.active, false);
  });

  it('gives its credentials in the address, asked for before every connection', async () => {
    const { io, url } = await start();
    let asked = 0;
    const met: unknown[] = [];
    const twice = new Promise<void>((resolve) =>
      io.on('connection', (socket) => {
        if (met.push(socket.handshake.query.session) === 2) resolve();
        socket.on('cut', () => socket.disconnect(true));
      }),
    );
    const socket = client({ auth: (give) => give({ session: `s${++asked}` }) });
    await socket.connect(url);
    socket.emit('cut');
    await next(socket, 'disconnect');
    if (!socket.connected) await socket.connect();
    await twice;
    assert.deepEqual(met, ['s1', 's2']);
  });

  it('tells a client of protocol 4 what is wrong', async () => {
    const { url } = await start();
    const socket = client({ protocol: 4 });
    await assert.rejects(socket.connect(url), /protocol 3/);
  });
});

describe('protocol 3 with a Socket.IO 4 server that allows it', () => {
  const on = stage();

  it('works for events, acknowledgements, binary and namespaces', async () => {
    const { io, url } = await on.server({ allowEIO3: true });
    for (const name of ['/', '/b']) {
      io.of(name).on('connection', (socket) => {
        socket.on('echo', (value, reply) => reply(value, socket.handshake.auth));
      });
    }
    const socket = new WxSocketIO({ platform, protocol: 3 });
    on.defer(() => socket.close());
    await socket.connect(url);
    const branch = socket.of('/b', { auth: { token: 't' } });
    on.defer(() => branch.close());
    await branch.connect();
    assert.equal(await socket.emitWithAck('echo', 'text'), 'text');
    assert.deepEqual(bytes(await branch.emitWithAck('echo', Uint8Array.of(9))), [9]);
    const auth = await new Promise((resolve) => {
      branch.emit('echo', 1, (_: number, given: object) => resolve(given));
    });
    assert.deepEqual({ ...(auth as object) }, { token: 't' });
  });

  it('is refused by one that does not', async () => {
    const { url } = await on.server();
    const socket = new WxSocketIO({ platform, protocol: 3, reconnection: false });
    await assert.rejects(socket.connect(url));
  });
});
