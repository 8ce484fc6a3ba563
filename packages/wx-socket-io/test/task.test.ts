// One task at a time, however it comes to its end.
import assert from 'node:assert/strict';
import { settled } from './support/fake-clock';
import { fakeWx } from './support/fake-wx';
import { ADDRESS, connectedPhone, phone } from './support/phone';

describe('a task', () => {
  it('is opened only when the old one is closed', async () => {
    const { wx, clock } = await connectedPhone({}, fakeWx({ promptClose: false }));
    const old = wx.task;
    old.error('network is down');
    await clock.advance(1500);
    assert.deepEqual([wx.tasks.length, old.closing], [1, true]);
    old.closed();
    await settled();
    assert.equal(wx.tasks.length, 2);
  });

  it('is waited for no longer than closeTimeout', async () => {
    const { wx, clock } = await connectedPhone({}, fakeWx({ promptClose: false }));
    wx.task.error('network is down');
    await clock.advance(1999);
    assert.equal(wx.tasks.length, 1);
    await clock.advance(1);
    assert.equal(wx.tasks.length, 2);
  });

  it('of a client that closes and connects again at once is the only one', async () => {
    const { client, wx } = await connectedPhone({}, fakeWx({ promptClose: false }));
    client.close();
    client.connect();
    await settled();
    assert.equal(wx.tasks.length, 1);
    wx.task.closed();
    await settled();
    assert.equal(wx.tasks.length, 2);
  });

  it('that was closed while it opened is closed again when it opens after all', async () => {
    const { client, wx } = phone({}, fakeWx({ promptClose: false }));
    client.connect(ADDRESS);
    await settled();
    client.close();
    const { task } = wx;
    assert.equal(task.closes, 1);
    task.greet();
    assert.deepEqual([task.closes, client.connected], [2, false]);
  });

  it('of which the phone tells twice that it ended has ended once', async () => {
    const { wx, told } = await connectedPhone({ reconnection: false });
    wx.task.error('broken');
    wx.task.closed();
    wx.task.closed();
    wx.task.message('42["late"]');
    assert.deepEqual(told, ['disconnect transport error']);
  });

  it('that cannot be opened at all is a failed attempt', async () => {
    const wx = fakeWx({
      connectSocket: () => {
        throw new Error('connectSocket:fail invalid url');
      },
    });
    const { client } = phone({ reconnection: false }, wx);
    await assert.rejects(client.connect(ADDRESS), /invalid url/);
  });

  it('of an old phone, which answers none, is a failed attempt', async () => {
    const wx = fakeWx({ connectSocket: () => undefined as never });
    const { client } = phone({ reconnection: false }, wx);
    await assert.rejects(client.connect(ADDRESS));
    assert.equal(client.active, false);
  });

  it('that refuses to send is a broken transport', async () => {
    let broken = false;
    const wx = fakeWx({
      onSend: ({ fail }) => broken && fail?.({ errMsg: 'sendSocketMessage:fail' }),
    });
    const { client, told } = await connectedPhone({ reconnection: false }, wx);
    broken = true;
    client.emit('hello');
    assert.deepEqual(told, ['disconnect transport error']);
  });

  it('takes text and whole ArrayBuffers only', async () => {
    const { client, wx } = await connectedPhone();
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    client.emit(
      'bytes',
      bytes.subarray(2, 4),
      new DataView(bytes.buffer, 4, 1),
      new Float32Array(1),
    );
    const [text, ...buffers] = wx.task.sent;
    assert.match(String(text), /^453-\["bytes",\{"_placeholder":true,"num":0\},/);
    assert.ok(buffers.every((buffer) => buffer instanceof ArrayBuffer));
    assert.deepEqual(
      (buffers as ArrayBuffer[]).map(({ byteLength }) => byteLength),
      [2, 1, 4],
    );
  });
});
