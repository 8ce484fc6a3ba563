// Listeners that throw, come and go while they are called.
import assert from 'node:assert/strict';
import { connectedPhone } from './support/phone';

describe('a listener', () => {
  it('that throws harms neither the others nor the connection, and is heard of', async () => {
    const { client, wx, clock, told } = await connectedPhone();
    const calls: string[] = [];
    client.on('event', () => {
      throw new Error('mine');
    });
    client.on('event', () => calls.push('second'));
    wx.task.message('42["event"]');
    assert.deepEqual([calls, told], [['second'], []]);
    await assert.rejects(clock.advance(0), /mine/);
  });

  it('of an acknowledgement that throws is the same', async () => {
    const { client, wx, clock, told } = await connectedPhone();
    client.emit('ask', () => {
      throw new Error('mine');
    });
    wx.task.message('430[]');
    assert.deepEqual(told, []);
    await assert.rejects(clock.advance(0), /mine/);
  });

  it('may leave and add others while the event is told', async () => {
    const { client, wx } = await connectedPhone();
    const calls: string[] = [];
    client.once('event', () => {
      calls.push('first');
      client.off('event');
      client.on('event', () => calls.push('added'));
    });
    client.on('event', () => calls.push('second'));
    wx.task.message('42["event"]');
    wx.task.message('42["event"]');
    assert.deepEqual(calls, ['first', 'second', 'added']);
  });

  it('of disconnect may connect again', async () => {
    const { client, wx, clock } = await connectedPhone({ reconnection: false });
    client.once('disconnect', () => client.connect());
    wx.task.message('41');
    await clock.advance(0);
    assert.equal(wx.tasks.length, 2);
  });

  it('of connect_error may close, after which nothing is tried', async () => {
    const { client, wx, clock, told } = await connectedPhone();
    client.on('connect_error', () => client.close());
    wx.task.closed();
    await clock.advance(1000);
    wx.task.error('still down');
    await clock.advance(60_000);
    assert.deepEqual(told.slice(-1), ['connect_error']);
    assert.equal(wx.tasks.length, 2);
  });

  it('of reconnect_attempt may close, and no socket is opened', async () => {
    const { client, wx, clock } = await connectedPhone();
    client.io.on('reconnect_attempt', () => client.close());
    wx.task.closed();
    await clock.advance(60_000);
    assert.equal(wx.tasks.length, 1);
  });

  it('of an event without listeners is missed by nobody', async () => {
    const { client, wx, told } = await connectedPhone();
    client.off('connect').off();
    wx.task.message('42["nobody",1]');
    assert.deepEqual([told, client.connected], [[], true]);
  });
});
