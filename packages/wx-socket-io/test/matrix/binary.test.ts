// Binary in both directions, over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

const bytes = (buffer: ArrayBuffer | Uint8Array) => [...new Uint8Array(buffer as ArrayBuffer)];

forBoth('binary', (kind) => {
  const on = stage();

  it('arrives at the server from an ArrayBuffer, a typed array and a part of one', async () => {
    const { io, url } = await on.server();
    const arrived = new Promise<Buffer[]>((resolve) =>
      io.on('connection', (socket) => socket.on('bytes', (...args) => resolve(args))),
    );
    const client = await on.connected(kind, url);
    const whole = Uint8Array.of(1, 2, 3, 4);
    client.emit('bytes', whole.buffer, whole, whole.subarray(1, 3));
    assert.deepEqual(
      (await arrived).map((buffer) => [...buffer]),
      [
        [1, 2, 3, 4],
        [1, 2, 3, 4],
        [2, 3],
      ],
    );
  });

  it('arrives from the server as an ArrayBuffer, deep inside too', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => {
      socket.emit('bytes', Buffer.from([7, 8]), { deep: [{ er: Buffer.from([9]) }, 'text'] });
    });
    const client = on.client(kind, url);
    const arrived = next(client, 'bytes');
    kind.connect(client);
    const [first, second] = await arrived;
    assert.deepEqual(bytes(first), [7, 8]);
    assert.deepEqual(bytes(second.deep[0].er), [9]);
    assert.equal(second.deep[1], 'text');
    if (kind.name === 'WxSocketIO') assert.ok(first instanceof ArrayBuffer);
  });

  it('goes through acknowledgements both ways', async () => {
    const { io, url } = await on.server();
    const client = on.client(kind, url);
    client.on('give', (reply) => reply({ buffer: Uint8Array.of(5, 6).buffer }));
    const given = new Promise<{ buffer: Buffer }>((resolve) =>
      io.on('connection', (socket) => {
        socket.on('echo', (value, reply) => reply({ value }));
        socket.emit('give', resolve);
      }),
    );
    kind.connect(client);
    assert.deepEqual([...(await given).buffer], [5, 6]);
    const echoed = (await client.emitWithAck('echo', Uint8Array.of(1).buffer)) as {
      value: ArrayBuffer;
    };
    assert.deepEqual(bytes(echoed.value), [1]);
  });

  it('may be empty', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('echo', (value, reply) => reply(value)));
    const client = await on.connected(kind, url);
    const echoed = (await client.emitWithAck('echo', new ArrayBuffer(0))) as ArrayBuffer;
    assert.equal(echoed.byteLength, 0);
  });

  it('keeps its place between other messages', async () => {
    const { io, url } = await on.server();
    const arrived: unknown[] = [];
    const end = new Promise<void>((resolve) =>
      io.on('connection', (socket) => {
        socket.onAny((event) => arrived.push(event));
        socket.on('end', () => resolve());
      }),
    );
    const client = on.client(kind, url);
    client.emit('text');
    client.emit('bytes', Uint8Array.of(1));
    client.emit('more', { a: Uint8Array.of(2), b: Uint8Array.of(3) });
    client.emit('end');
    kind.connect(client);
    await end;
    assert.deepEqual(arrived, ['text', 'bytes', 'more', 'end']);
  });
});
