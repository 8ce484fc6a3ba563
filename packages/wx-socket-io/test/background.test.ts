// The app goes to the background and comes back; the network changes.
import assert from 'node:assert/strict';
import { settled } from './support/fake-clock';
import { ADDRESS, connectedPhone, phone } from './support/phone';

const QUESTION = '40/~probe,';
const ANSWER = '44/~probe,{"message":"Invalid namespace"}';

describe('coming back to the front', () => {
  it('asks a connection that looks alive, and keeps it when there is an answer', async () => {
    const { client, wx, clock, told } = await connectedPhone();
    wx.tell('AppHide');
    wx.tell('AppShow');
    assert.deepEqual(wx.task.sent, [QUESTION]);
    wx.task.message(ANSWER);
    await clock.advance(10_000);
    assert.deepEqual([told, client.connected, wx.tasks.length], [[], true, 1]);
  });

  it('replaces a connection that does not answer, without a wait between', async () => {
    const { client, wx, clock, told } = await connectedPhone();
    wx.tell('AppShow');
    await clock.advance(3000);
    assert.deepEqual(told, ['disconnect ping timeout', 'reconnect_attempt 1']);
    assert.equal(wx.tasks.length, 2);
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.equal(client.connected, true);
  });

  it('replaces at once a connection that was silent for too long while the app slept', async () => {
    const { wx, clock, told } = await connectedPhone();
    wx.tell('AppHide');
    clock.suspend(300_000);
    wx.tell('AppShow');
    await clock.advance(0);
    assert.deepEqual(told, ['disconnect ping timeout', 'reconnect_attempt 1']);
    assert.equal(wx.tasks.length, 2);
  });

  it('ends the wait for the next attempt', async () => {
    const { wx, clock, told } = await connectedPhone({ reconnectionDelay: 4000 });
    wx.task.closed();
    await clock.advance(10);
    assert.equal(wx.tasks.length, 1);
    wx.tell('AppShow');
    await settled();
    assert.deepEqual(told, ['disconnect transport close', 'reconnect_attempt 1']);
    assert.equal(wx.tasks.length, 2);
    await clock.advance(5000);
    assert.equal(wx.tasks.length, 2);
  });

  it('gives up an attempt that began before the app slept', async () => {
    const { client, wx, clock } = phone();
    client.connect(ADDRESS).catch(() => {});
    await settled();
    clock.suspend(6000);
    wx.tell('AppShow');
    await clock.advance(0);
    await settled();
    await clock.advance(0);
    assert.equal(wx.tasks.length, 2);
  });

  it('holds messages back until the answer is there, and loses none', async () => {
    const { client, wx, clock } = await connectedPhone();
    wx.tell('AppShow');
    client.emit('choice', 1);
    client.volatile.emit('dropped');
    assert.deepEqual(wx.task.sent, [QUESTION]);
    wx.task.message(ANSWER);
    assert.deepEqual(wx.task.sent, [QUESTION, '42["choice",1]']);

    wx.tell('AppShow');
    client.emit('choice', 2);
    await clock.advance(3000);
    wx.task.greet();
    await settled();
    wx.task.admit();
    assert.deepEqual(wx.task.sent, ['40{}', '42["choice",2]']);
  });

  it('asks once however often the phone tells', async () => {
    const { wx } = await connectedPhone();
    wx.tell('AppShow');
    wx.tell('NetworkStatusChange');
    wx.tell('AppShow');
    assert.deepEqual(wx.task.sent, [QUESTION]);
  });

  it('asks nothing when probes are switched off', async () => {
    const { wx } = await connectedPhone({ probeTimeout: 0 });
    wx.tell('AppShow');
    assert.deepEqual(wx.task.sent, []);
  });

  it('leaves a namespace that was given for the question', async () => {
    const { wx } = await connectedPhone();
    wx.tell('AppShow');
    wx.task.admit('/~probe');
    assert.deepEqual(wx.task.sent, [QUESTION, '41/~probe,']);
  });
});

describe('in the background', () => {
  it('no attempt is made, and the first on return at once', async () => {
    const { wx, clock, told } = await connectedPhone();
    wx.tell('AppHide');
    wx.task.closed();
    await clock.advance(60_000);
    assert.deepEqual([wx.tasks.length, told], [1, ['disconnect transport close']]);
    wx.tell('AppShow');
    await settled();
    assert.equal(wx.tasks.length, 2);
  });

  it('a heartbeat that was due while the program slept is noticed when it wakes', async () => {
    const { client, wx, clock, told } = await connectedPhone();
    clock.suspend(45_001);
    client.emit('kept');
    assert.deepEqual(wx.task.sent, []);
    await clock.advance(0);
    assert.deepEqual(told, ['disconnect ping timeout']);
  });
});

describe('a change of the network', () => {
  it('asks whether the connection is still there', async () => {
    const { wx } = await connectedPhone();
    wx.tell('NetworkStatusChange');
    assert.deepEqual(wx.task.sent, [QUESTION]);
  });

  it('ends the wait for the next attempt', async () => {
    const { wx, clock } = await connectedPhone({ reconnectionDelay: 4000 });
    wx.task.closed();
    await clock.advance(10);
    wx.tell('NetworkStatusChange');
    await settled();
    assert.equal(wx.tasks.length, 2);
  });
});

describe('a closed client', () => {
  it('hears nothing of the phone', async () => {
    const { client, wx } = await connectedPhone();
    assert.equal(wx.listening, 3);
    await client.close();
    assert.equal(wx.listening, 0);
  });
});
