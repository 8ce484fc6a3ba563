// Coming and going: ids, credentials, refusals, the reasons of an end; over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

forBoth('a connection', (kind) => {
  const on = stage();

  it('has the id the server knows, and none when it has ended', async () => {
    const { io, url } = await on.server();
    const known = new Promise((resolve) => io.on('connection', (socket) => resolve(socket.id)));
    const client = await on.connected(kind, url);
    assert.equal(client.id, await known);
    assert.deepEqual([client.connected, client.active, !!client.recovered], [true, true, false]);
    kind.disconnect(client);
    assert.deepEqual([client.id, client.connected, client.active], [undefined, false, false]);
  });

  it('ended by the client says so on both sides', async () => {
    const { io, url } = await on.server();
    const gone = new Promise((resolve) =>
      io.on('connection', (socket) => socket.on('disconnect', resolve)),
    );
    const client = await on.connected(kind, url);
    const [reason] = await Promise.all([
      next(client, 'disconnect').then(([text]) => text),
      kind.disconnect(client),
    ]);
    assert.equal(reason, 'io client disconnect');
    assert.equal(await gone, 'client namespace disconnect');
  });

  it('ended by the server says so and stays ended', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('bye', () => socket.disconnect()));
    const client = await on.connected(kind, url);
    client.emit('bye');
    const [reason] = await next(client, 'disconnect');
    assert.equal(reason, 'io server disconnect');
    assert.deepEqual([client.connected, client.active], [false, false]);
    const again = next(client, 'connect');
    kind.connect(client);
    await again;
  });

  it('cut by the server is a closed transport, and comes back', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('cut', () => socket.conn.close()));
    const client = await on.connected(kind, url);
    const first = client.id;
    client.emit('cut');
    const [reason] = await next(client, 'disconnect');
    assert.equal(reason, 'transport close');
    assert.equal(client.active, true);
    await next(client, 'connect');
    assert.notEqual(client.id, first);
  });

  it('gives its credentials', async () => {
    const { io, url } = await on.server();
    const given = new Promise((resolve) =>
      io.on('connection', (socket) => resolve(socket.handshake.auth)),
    );
    await on.connected(kind, url, { auth: { session: 'abc' } });
    assert.deepEqual(await given, { session: 'abc' });
  });

  it('asks for its credentials before every connection', async () => {
    const { io, url } = await on.server();
    const given: unknown[] = [];
    io.on('connection', (socket) => {
      given.push(socket.handshake.auth);
      if (given.length === 1) socket.conn.close();
    });
    let asked = 0;
    const auth = (give: (data: object) => void) => give({ asked: ++asked });
    const client = await on.connected(kind, url, { auth });
    await next(client, 'connect');
    assert.deepEqual(given, [{ asked: 1 }, { asked: 2 }]);
  });

  it('that middleware refuses tells message and data, and does not try again', async () => {
    const { io, url } = await on.server();
    io.use((socket, allow) =>
      allow(
        socket.handshake.auth.ok
          ? undefined
          : Object.assign(new Error('not you'), { data: { code: 7 } }),
      ),
    );
    const client = on.client(kind, url);
    const refused = next(client, 'connect_error');
    kind.connect(client);
    const [error] = await refused;
    assert.ok(error instanceof Error);
    assert.equal(error.message, 'not you');
    assert.deepEqual((error as Error & { data: unknown }).data, { code: 7 });
    assert.deepEqual([client.connected, client.active], [false, false]);

    client.auth = { ok: true };
    const allowed = next(client, 'connect');
    kind.connect(client);
    await allowed;
  });

  it('uses the path and query it is given', async () => {
    const { io, url } = await on.server({ path: '/applet/websocket/socket.io' });
    const query = new Promise<Record<string, unknown>>((resolve) =>
      io.on('connection', (socket) => resolve(socket.handshake.query)),
    );
    await on.connected(kind, url, {
      path: '/applet/websocket/socket.io',
      query: { room: 'a b&c', 名: '值' },
    });
    const { room, 名, transport, EIO } = await query;
    assert.deepEqual([room, 名, transport, EIO], ['a b&c', '值', 'websocket', '4']);
  });

  it('delivers what middleware sends before it lets the client in', async () => {
    const { io, url } = await on.server();
    io.use((socket, allow) => {
      socket.emit('early');
      allow();
    });
    const client = on.client(kind, url);
    const order: string[] = [];
    client.on('early', () => order.push('early'));
    client.on('connect', () => order.push('connect'));
    const open = next(client, 'connect');
    kind.connect(client);
    await open;
    assert.deepEqual(order, ['early', 'connect']);
  });
});
