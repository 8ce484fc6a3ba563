import assert from 'node:assert/strict';
import { createMemorySessionStore, type SessionRecord } from '../src';
import { testClock } from './helpers/clock';
import { storeContract } from './helpers/store-contract';

const HOUR = 3_600_000;
const sessionOf = (id: string): SessionRecord => ({
  openId: id,
  id,
  fields: {},
  codeName: id,
  sealedKey: 'sealed',
});

describe('the memory store', () => {
  const store = createMemorySessionStore();
  storeContract(() => store);

  it('holds at most so many sessions, and lets the oldest go first', async () => {
    const small = createMemorySessionStore({ maxEntries: 2 });
    for (const id of ['a', 'b', 'c']) await small.bindCode(sessionOf(id), HOUR, HOUR);
    assert.deepEqual(await small.findCode('a'), { pending: false });
    assert.ok('session' in (await small.findCode('b')));
    assert.ok('session' in (await small.findCode('c')));
  });

  it('lets sessions that are over go before the oldest', async () => {
    const clock = testClock();
    const small = createMemorySessionStore({ maxEntries: 2, now: clock.now });
    await small.bindCode(sessionOf('long'), HOUR, HOUR);
    await small.bindCode(sessionOf('short'), 1_000, HOUR);
    clock.pass(2);
    await small.bindCode(sessionOf('new'), HOUR, HOUR);
    assert.ok('session' in (await small.findCode('long')));
    assert.ok('session' in (await small.findCode('new')));
  });

  it('keeps sessions apart from exchanges, so that invented codes push none out', async () => {
    const small = createMemorySessionStore({ maxEntries: 2 });
    await small.bindCode(sessionOf('a'), HOUR, HOUR);
    for (let i = 0; i < 10; i++) await small.claimExchange(`invented-${i}`, 'x', HOUR);
    assert.ok('session' in (await small.findCode('a')));
  });

  it('refuses a size that is none', () => {
    for (const maxEntries of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => createMemorySessionStore({ maxEntries }), /maxEntries/);
    }
  });
});
