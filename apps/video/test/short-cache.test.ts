import assert from 'node:assert/strict';
import { createShortCache } from '../src/short-cache';

describe('the short cache', () => {
  let time: number;
  const make = (max = 10) => createShortCache<string>({ ttlMs: 1000, max, now: () => time });
  beforeEach(() => {
    time = 0;
  });

  it('gives the same until its time is over', async () => {
    const cached = make();
    assert.equal(await cached('a', async () => 'first'), 'first');
    time = 999;
    assert.equal(await cached('a', async () => 'second'), 'first');
    time = 1000;
    assert.equal(await cached('a', async () => 'third'), 'third');
  });

  it('makes once what many ask for together', async () => {
    const cached = make();
    let made = 0;
    const one = async () => `${++made}`;
    assert.deepEqual(await Promise.all([cached('a', one), cached('a', one)]), ['1', '1']);
    assert.equal(made, 1);
  });

  it('counts age from when making began, so slowness does not add to it', async () => {
    const cached = make();
    const slow = cached('a', async () => {
      time = 1500;
      return 'old';
    });
    assert.equal(await slow, 'old');
    assert.equal(await cached('a', async () => 'new'), 'new');
  });

  it('does not keep a failure', async () => {
    const cached = make();
    await assert.rejects(
      cached('a', () => Promise.reject(new Error('down'))),
      /down/,
    );
    assert.equal(await cached('a', async () => 'up'), 'up');
  });

  it('keeps no more than it may', async () => {
    const cached = make(2);
    for (const key of ['a', 'b', 'c']) await cached(key, async () => key);
    assert.equal(await cached('a', async () => 'made again'), 'made again');
  });
});
