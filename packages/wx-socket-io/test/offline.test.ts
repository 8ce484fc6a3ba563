// What is emitted while there is no connection.
import assert from 'node:assert/strict';
import { settled } from './support/fake-clock';
import { ADDRESS, connectedPhone, phone } from './support/phone';

describe('while there is no connection', () => {
  it('messages wait in order', async () => {
    const { client, wx } = phone();
    for (let n = 0; n < 3; n++) client.emit('n', n);
    client.connect(ADDRESS);
    await settled();
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.deepEqual(wx.task.sent, ['40{}', '42["n",0]', '42["n",1]', '42["n",2]']);
  });

  it('one more than bufferSize is refused', async () => {
    const { client } = phone({ bufferSize: 2 });
    client.emit('a').emit('b');
    assert.throws(() => client.emit('c'), /"c" refused: 2 wait/);
    await assert.rejects(client.emitWithAck('c'), /refused/);
    await assert.rejects(client.timeout(9).emitWithAck('c'), /refused/);
  });

  it('volatile messages are neither kept nor refused', () => {
    const { client } = phone({ bufferSize: 0 });
    client.volatile.emit('position');
  });

  it('they are kept as they were when they were emitted', async () => {
    const { client, wx } = phone();
    const point = { x: 1 };
    client.emit('point', point);
    point.x = 2;
    client.connect(ADDRESS);
    await settled();
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.deepEqual(wx.task.sent, ['40{}', '42["point",{"x":1}]']);
  });

  it('one whose acknowledgement is too late is not sent any more', async () => {
    const { client, wx, clock } = phone();
    const late = assert.rejects(client.timeout(100).emitWithAck('late'), /timed out/);
    client.emit('kept');
    await clock.advance(100);
    await late;
    client.connect(ADDRESS);
    await settled();
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.deepEqual(wx.task.sent, ['40{}', '42["kept"]']);
  });

  it('one that cannot be sent at all throws and takes no place', () => {
    const { client } = phone({ bufferSize: 1 });
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    assert.throws(() => client.emit('cyclic', cyclic));
    client.emit('fine');
  });

  it('emitWithAck waits for ackTimeout', async () => {
    const { client, clock } = phone({ ackTimeout: 700 });
    const late = assert.rejects(client.emitWithAck('late'), /timed out/);
    await clock.advance(700);
    await late;
    assert.equal(clock.pending, 0);
  });
});

describe('when the connection is lost', () => {
  it('acknowledgements of what was sent fail, those of what waits do not', async () => {
    const { client, wx, clock } = await connectedPhone();
    const sent = assert.rejects(client.emitWithAck('sent'), /disconnected/);
    wx.task.closed();
    await sent;
    const waiting = client.emitWithAck('waiting');
    await clock.advance(1500);
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.deepEqual(wx.task.sent, ['40{}', '421["waiting"]']);
    wx.task.message('431["answer"]');
    assert.equal(await waiting, 'answer');
  });

  it('an acknowledgement for the old connection is not sent on the new one', async () => {
    const { client, wx, clock } = await connectedPhone();
    const replies: ((value: number) => void)[] = [];
    client.on('question', (reply) => replies.push(reply));
    wx.task.message('427["question"]');
    wx.task.closed();
    replies[0]?.(1);
    await clock.advance(1500);
    wx.task.greet();
    await settled();
    wx.task.admit('/', { sid: 'second' });
    replies[0]?.(1);
    assert.deepEqual(wx.task.sent, ['40{}']);
  });
});
