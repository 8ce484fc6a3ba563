// Events in both directions, over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

forBoth('events', (kind) => {
  const on = stage();

  it('arrive at the server with all their arguments', async () => {
    const { io, url } = await on.server();
    const arrived = new Promise((resolve) =>
      io.on('connection', (socket) => socket.on('hello', (...args) => resolve(args))),
    );
    const client = await on.connected(kind, url);
    client.emit('hello', 1, 'two', { three: [3, null, true] });
    assert.deepEqual(await arrived, [1, 'two', { three: [3, null, true] }]);
  });

  it('arrive from the server in the order they were sent', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => {
      for (let i = 0; i < 100; i++) socket.emit('count', i);
      socket.emit('end');
    });
    const client = on.client(kind, url);
    const seen: number[] = [];
    client.on('count', (i) => seen.push(i));
    const end = next(client, 'end');
    kind.connect(client);
    await end;
    assert.deepEqual(seen, [...Array(100).keys()]);
  });

  it('reach a once-listener once and a removed listener never', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => {
      for (const event of ['tick', 'tick', 'end']) socket.emit(event);
    });
    const client = on.client(kind, url);
    const calls: string[] = [];
    const removed = () => calls.push('removed');
    client.once('tick', () => calls.push('once'));
    client.on('tick', removed);
    client.off('tick', removed);
    client.on('tick', () => calls.push('on'));
    const end = next(client, 'end');
    kind.connect(client);
    await end;
    assert.deepEqual(calls, ['once', 'on', 'on']);
  });

  it('reach the listeners of any event before their own', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => {
      socket.emit('first', 1);
      socket.emit('second', 2, 3);
      socket.emit('end');
    });
    const client = on.client(kind, url);
    const calls: unknown[] = [];
    const gone = () => calls.push('gone');
    client.onAny(gone);
    client.onAny((...args) => calls.push(args));
    client.offAny(gone);
    client.on('first', () => calls.push('first'));
    const end = next(client, 'end');
    kind.connect(client);
    await end;
    assert.deepEqual(calls, [['first', 1], 'first', ['second', 2, 3], ['end']]);
  });

  it('may not have a reserved name', async () => {
    const { url } = await on.server();
    const client = await on.connected(kind, url);
    for (const name of ['connect', 'connect_error', 'disconnect', 'disconnecting']) {
      assert.throws(() => client.emit(name), /reserved/);
    }
  });

  it('carry text of every language', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('echo', (text, reply) => reply(text)));
    const client = await on.connected(kind, url);
    const text = '石头剪刀布 ✊✌️🖐 "quoted" \\ \u0000 \u2028 أهلا';
    assert.equal(await client.emitWithAck('echo', text), text);
  });
});
