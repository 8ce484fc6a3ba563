// Connection state recovery: the server keeps what a cut client misses; over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

forBoth('connection state recovery', (kind) => {
  const on = stage();

  it('gives the same id, the rooms and what was missed', async () => {
    const { io, url } = await on.server({ connectionStateRecovery: {} });
    io.on('connection', (socket) => {
      if (socket.recovered) return;
      socket.join('table');
      io.to('table').emit('seen', 1);
    });
    const client = on.client(kind, url);
    const seen: unknown[] = [];
    const all = new Promise<void>((resolve) =>
      client.on('seen', (n) => {
        if (seen.push(n) === 4) resolve();
      }),
    );
    const first = next(client, 'seen');
    kind.connect(client);
    await first;
    const { id } = client;
    assert.equal(!!client.recovered, false);

    const back = next(client, 'connect');
    for (const socket of io.of('/').sockets.values()) socket.conn.close();
    io.to('table').emit('seen', 2);
    io.to('table').emit('seen', 3);
    await back;
    io.to('table').emit('seen', 4);
    await all;
    assert.deepEqual([client.recovered, client.id === id], [true, true]);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });

  it('is not claimed when the server has forgotten', async () => {
    const { io, url } = await on.server({
      connectionStateRecovery: { maxDisconnectionDuration: 1 },
    });
    io.on('connection', (socket) => socket.emit('hello', 1));
    const client = on.client(kind, url, { reconnectionDelay: 50 });
    const hello = next(client, 'hello');
    kind.connect(client);
    await hello;
    const { id } = client;
    const back = next(client, 'connect');
    for (const socket of io.of('/').sockets.values()) socket.conn.close();
    await back;
    assert.deepEqual([client.recovered, client.id === id], [false, false]);
  });
});
