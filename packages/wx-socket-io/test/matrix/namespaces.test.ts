// Several namespaces on one connection, over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

forBoth('namespaces', (kind) => {
  const on = stage();

  it('are named by the path of the address', async () => {
    const { io, url } = await on.server();
    const met = new Promise((resolve) =>
      io.of('/admin').on('connection', (socket) => resolve(socket.nsp.name)),
    );
    await on.connected(kind, `${url}/admin`);
    assert.equal(await met, '/admin');
  });

  it('share one connection and keep their events apart', async () => {
    const { io, url } = await on.server();
    for (const name of ['/', '/b']) {
      io.of(name).on('connection', (socket) =>
        socket.emit('name', name, socket.request.headers['sec-websocket-key']),
      );
    }
    const client = on.client(kind, url);
    const other = on.branch(kind, client, '/b');
    const names = Promise.all([next(client, 'name'), next(other, 'name')]);
    kind.connect(client);
    await next(client, 'connect');
    kind.connect(other);
    const [[first, connection], [second, same]] = await names;
    assert.deepEqual([first, second], ['/', '/b']);
    assert.equal(connection, same);
    assert.equal(io.engine.clientsCount, 1);
  });

  it('that are unknown are refused without harm to the others', async () => {
    const { url } = await on.server();
    const client = await on.connected(kind, url);
    const other = on.branch(kind, client, '/nowhere');
    const refused = next(other, 'connect_error');
    kind.connect(other);
    const [error] = await refused;
    assert.equal(error.message, 'Invalid namespace');
    assert.deepEqual([client.connected, other.connected, other.active], [true, false, false]);
  });

  it('close one by one, and the connection with the last', async () => {
    const { io, url } = await on.server();
    io.of('/b');
    const ended = new Promise<void>((resolve) =>
      io.engine.on('connection', (connection) => connection.on('close', () => resolve())),
    );
    const client = await on.connected(kind, url);
    const other = on.branch(kind, client, '/b');
    kind.connect(other);
    await next(other, 'connect');
    kind.disconnect(client);
    assert.deepEqual([client.connected, other.connected], [false, true]);
    assert.equal(io.engine.clientsCount, 1);
    kind.disconnect(other);
    await ended;
  });

  it('come back together when the connection was cut', async () => {
    const { io, url } = await on.server();
    io.of('/b').on('connection', (socket) => socket.on('cut', () => socket.conn.close()));
    const client = await on.connected(kind, url);
    const other = on.branch(kind, client, '/b');
    kind.connect(other);
    await next(other, 'connect');
    const ends = Promise.all([next(client, 'disconnect'), next(other, 'disconnect')]);
    const returns = Promise.all([next(client, 'connect'), next(other, 'connect')]);
    other.emit('cut');
    assert.deepEqual(
      (await ends).map(([reason]) => reason),
      ['transport close', 'transport close'],
    );
    await returns;
  });

  it('have credentials of their own', async () => {
    const { io, url } = await on.server();
    const given = new Promise((resolve) =>
      io.of('/b').on('connection', (socket) => resolve(socket.handshake.auth)),
    );
    const client = await on.connected(kind, url, { auth: { main: 1 } });
    const other = on.branch(kind, client, '/b', { branch: 2 });
    kind.connect(other);
    assert.deepEqual(await given, { branch: 2 });
  });
});
