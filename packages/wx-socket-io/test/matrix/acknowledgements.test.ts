// Acknowledgements in both directions, over both clients.
import assert from 'node:assert/strict';
import { forBoth } from '../support/clients';
import { next, stage } from '../support/stage';

forBoth('acknowledgements', (kind) => {
  const on = stage();

  it('of the server come back with all their arguments', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('add', (a, b, reply) => reply(a + b, 'done')));
    const client = await on.connected(kind, url);
    const answer = await new Promise((resolve) =>
      client.emit('add', 1, 2, (...args: unknown[]) => resolve(args)),
    );
    assert.deepEqual(answer, [3, 'done']);
  });

  it('of the client go back with all their arguments, once', async () => {
    const { io, url } = await on.server();
    const client = on.client(kind, url);
    client.on('question', (text, reply) => {
      reply(`${text}!`, 42);
      reply('again');
    });
    const answers: unknown[] = [];
    const settled = new Promise<void>((resolve) =>
      io.on('connection', (socket) => {
        socket.emit('question', 'what', (...args: unknown[]) => {
          answers.push(args);
          socket.emit('question', 'more', () => resolve());
        });
      }),
    );
    kind.connect(client);
    await settled;
    assert.deepEqual(answers, [['what!', 42]]);
  });

  it('resolve emitWithAck with their first argument', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('echo', (value, reply) => reply(value, 'unused')));
    const client = await on.connected(kind, url);
    const answers = await Promise.all([1, 2, 3].map((n) => client.emitWithAck('echo', n)));
    assert.deepEqual(answers, [1, 2, 3]);
  });

  it('that do not come in time are an error', async () => {
    const { url } = await on.server();
    const client = await on.connected(kind, url);
    const error = await new Promise<Error>((resolve) => client.timeout(20).emit('void', resolve));
    assert.equal(error.message, 'operation has timed out');
    await assert.rejects(client.timeout(20).emitWithAck('void'), /timed out/);
  });

  it('that come in time come after null', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('echo', (value, reply) => reply(value)));
    const client = await on.connected(kind, url);
    const answer = await new Promise((resolve) =>
      client.timeout(5000).emit('echo', 'hi', (...args: unknown[]) => resolve(args)),
    );
    assert.deepEqual(answer, [null, 'hi']);
  });

  it('are an error when the connection ends before', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('end', () => socket.disconnect()));
    const client = await on.connected(kind, url);
    await assert.rejects(client.timeout(5000).emitWithAck('end'), /disconnected/);
  });

  it('may themselves be asked for by a message that waited for the connection', async () => {
    const { io, url } = await on.server();
    io.on('connection', (socket) => socket.on('echo', (value, reply) => reply(value)));
    const client = on.client(kind, url);
    const answer = client.timeout(5000).emitWithAck('echo', 'early');
    kind.connect(client);
    assert.equal(await answer, 'early');
  });

  it('of a namespace do not mix with those of another', async () => {
    const { io, url } = await on.server();
    for (const name of ['/', '/b']) {
      io.of(name).on('connection', (socket) => socket.on('where', (reply) => reply(name)));
    }
    const client = await on.connected(kind, url);
    const other = on.branch(kind, client, '/b');
    const open = next(other, 'connect');
    kind.connect(other);
    await open;
    assert.deepEqual(await Promise.all([client, other].map((it) => it.emitWithAck('where'))), [
      '/',
      '/b',
    ]);
  });
});
