// A server that goes silent is noticed in exactly the time its handshake allows.
import assert from 'node:assert/strict';
import { settled } from './support/fake-clock';
import type { Phone } from './support/phone';
import { ADDRESS, phone } from './support/phone';

async function greeted(protocol: 3 | 4 = 4): Promise<Phone> {
  const made = phone({ protocol, reconnection: false });
  const done = made.client.connect(ADDRESS);
  await settled();
  made.wx.task.greet({ pingInterval: 100, pingTimeout: 50 });
  await settled();
  made.wx.task.admit();
  await done;
  made.wx.task.sent.length = 0;
  made.told.length = 0;
  return made;
}

describe('a silent server', () => {
  it('is noticed after pingInterval and pingTimeout', async () => {
    const { clock, told } = await greeted();
    await clock.advance(149);
    assert.deepEqual(told, []);
    await clock.advance(1);
    assert.deepEqual(told, ['disconnect ping timeout']);
    assert.equal(clock.pending, 0);
  });

  it('is not one that sends anything at all', async () => {
    const { wx, clock, told } = await greeted();
    for (const frame of ['2', '42["event"]', '6', '42["event"]']) {
      await clock.advance(149);
      wx.task.message(frame);
    }
    await clock.advance(149);
    assert.deepEqual([told, wx.task.sent], [[], ['3']]);
    await clock.advance(1);
    assert.deepEqual(told, ['disconnect ping timeout']);
  });

  it('is noticed although a clock was set back', async () => {
    const { clock, told } = await greeted();
    await clock.advance(100);
    clock.setBack(1_000_000);
    await clock.advance(200);
    assert.deepEqual(told, ['disconnect ping timeout']);
  });
});

describe('a client of protocol 3', () => {
  it('asks every pingInterval, and misses the answers in time', async () => {
    const { wx, clock, told } = await greeted(3);
    await clock.advance(100);
    wx.task.message('3');
    await clock.advance(100);
    assert.deepEqual(wx.task.sent, ['2', '2']);
    await clock.advance(49);
    assert.deepEqual(told, []);
    await clock.advance(1);
    assert.deepEqual(told, ['disconnect ping timeout']);
    assert.equal(clock.pending, 0);
  });

  it('asks at once when the app comes back', async () => {
    const { wx } = await greeted(3);
    wx.tell('AppShow');
    assert.deepEqual(wx.task.sent, ['2']);
  });
});

describe('a handshake', () => {
  for (const json of ['{}', '{"sid":"a"}', '{"pingInterval":0,"pingTimeout":9}', 'null', '{']) {
    it(`of ${json} ends the attempt`, async () => {
      const { client, wx } = phone({ reconnection: false });
      const done = client.connect(ADDRESS);
      await settled();
      wx.task.message(`0${json}`);
      await assert.rejects(done);
      assert.equal(wx.task.closing, true);
    });
  }
});
