// Real connections over a line that cuts, delays, splits, goes silent or corrupts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { WxSocketIO } from '../src';
import { platform } from './support/clients';
import { startProxy } from './support/proxy';
import { next, stage } from './support/stage';

const QUICK = { platform, reconnectionDelay: 10, reconnectionDelayMax: 50 };

describe('over a line', () => {
  const on = stage();

  async function echoServer(options = {}) {
    const server = await on.server(options);
    server.io.on('connection', (socket) => socket.on('echo', (value, reply) => reply(value)));
    return server;
  }

  function client(options = {}): WxSocketIO {
    const made = new WxSocketIO({ ...QUICK, ...options });
    on.defer(() => made.close());
    return made;
  }

  it('that splits every byte and delays every piece, all arrives whole and in order', async () => {
    const server = await echoServer();
    const proxy = await startProxy(server.port, { delay: 2, split: 1 });
    on.defer(proxy.close);
    const socket = client();
    await socket.connect(proxy.url);
    const texts = ['', '文字', 'x'.repeat(300)];
    const answers = await Promise.all([
      ...texts.map((text) => socket.emitWithAck('echo', text)),
      socket.emitWithAck('echo', Uint8Array.of(1, 2, 3)),
    ]);
    assert.deepEqual(answers.slice(0, 3), texts);
    assert.deepEqual([...new Uint8Array(answers[3])], [1, 2, 3]);
  });

  it('that is cut again and again, what waits is sent once there is a connection', async () => {
    const server = await echoServer();
    const proxy = await startProxy(server.port);
    on.defer(proxy.close);
    const socket = client();
    await socket.connect(proxy.url);
    for (let round = 1; round <= 5; round++) {
      const lost = next(socket, 'disconnect');
      proxy.cut();
      assert.match((await lost)[0], /^transport (close|error)$/);
      assert.equal(await socket.emitWithAck('echo', round), round);
    }
    assert.equal(proxy.accepted(), 6);
  });

  it('that goes silent, the loss is noticed in time and the next line used', async () => {
    const server = await echoServer({ pingInterval: 100, pingTimeout: 200 });
    const proxy = await startProxy(server.port);
    on.defer(proxy.close);
    const socket = client();
    await socket.connect(proxy.url);
    proxy.silence();
    const [reason] = await next(socket, 'disconnect');
    assert.equal(reason, 'ping timeout');
    const back = next(socket, 'connect');
    proxy.speak();
    await back;
    assert.equal(await socket.emitWithAck('echo', 'again'), 'again');
  });

  it('to a server that accepts and never answers, an attempt ends in time', async () => {
    const server = await echoServer();
    const proxy = await startProxy(server.port);
    on.defer(proxy.close);
    proxy.silence();
    const socket = client({ timeout: 100, reconnection: false });
    await assert.rejects(socket.connect(proxy.url), /timeout/);
  });

  it('whose messages are corrupted, the client drops the connection and comes back', async () => {
    const server = await echoServer();
    const corrupt = [
      (text: string) => text.slice(0, -1),
      (text: string) => text.replace('4', '9'),
      () => '42[',
      () => Buffer.from([1, 2, 3]),
      (text: string) => `${text}]`,
      () => '459-["no end"]',
    ];
    let broken: ((text: string) => string | Buffer) | undefined;
    const proxy = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    on.defer(() => proxy.close());
    await once(proxy, 'listening');
    proxy.on('connection', (near, { url = '' }) => {
      const far = new WebSocket(`ws://127.0.0.1:${server.port}${url}`);
      const waiting: string[] = [];
      const send = (text: string) =>
        far.readyState === WebSocket.OPEN ? far.send(text) : waiting.push(text);
      far.on('open', () => waiting.splice(0).forEach(send));
      near.on('message', (data) => send(String(data)));
      far.on('message', (data) => {
        const text = String(data);
        near.send(broken && text.startsWith('43') ? broken(text) : text);
      });
      near.on('close', () => far.close());
      far.on('close', () => near.close());
    });
    const { port } = proxy.address() as { port: number };
    const socket = client();
    await socket.connect(`ws://127.0.0.1:${port}`);
    for (const way of corrupt) {
      broken = way;
      const lost = next(socket, 'disconnect');
      const back = next(socket, 'connect');
      // The packet that never completes ends with the next text.
      socket.emit('echo', 1, () => {});
      socket.emit('echo', 2, () => {});
      assert.match((await lost)[0], /^(parse|transport) error$/, String(way));
      broken = undefined;
      await back;
      assert.equal(await socket.emitWithAck('echo', 'fine'), 'fine');
    }
  });

  it('the question of a probe is answered by a real server, which keeps no trace of it', async () => {
    const server = await echoServer();
    const shown: (() => void)[] = [];
    const socket = client({
      platform: { ...platform, onAppShow: (listener: () => void) => shown.push(listener) },
    });
    await socket.connect(server.url);
    const namespaces = server.io._nsps.size;
    shown[0]?.();
    assert.equal(await socket.emitWithAck('echo', 'held back'), 'held back');
    assert.deepEqual([socket.connected, server.io._nsps.size], [true, namespaces]);
  });
});
