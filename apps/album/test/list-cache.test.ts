import assert from 'node:assert/strict';
import { ListCache } from '../src/list-cache';

describe('the memory of listings', () => {
  let time: number;
  let loads: ((value: number) => void)[];
  let cache: ListCache<number>;

  const load = () => new Promise<number>((resolve) => loads.push(resolve));

  beforeEach(() => {
    time = 0;
    loads = [];
    cache = new ListCache({ ttlMs: 1000, now: () => time, maxFolders: 3 });
  });

  it('asks once for all who ask at the same time', async () => {
    const both = [cache.get('a', '', load), cache.get('a', '', load)];
    loads[0]?.(1);
    assert.deepEqual(await Promise.all(both), [1, 1]);
    assert.equal(loads.length, 1);
  });

  it('forgets after its time, counted from the question', async () => {
    const first = cache.get('a', '', load);
    time = 999;
    loads[0]?.(1);
    assert.equal(await first, 1);
    void cache.get('a', '', load);
    assert.equal(loads.length, 1);
    time = 1000;
    void cache.get('a', '', load);
    assert.equal(loads.length, 2);
  });

  it('keeps pages and folders apart', () => {
    void cache.get('a', '1', load);
    void cache.get('a', '2', load);
    void cache.get('b', '1', load);
    assert.equal(loads.length, 3);
  });

  it('never gives what was asked for before a change to somebody who asks after it', async () => {
    const before = cache.get('a', '', load);
    cache.clear('a');
    const after = cache.get('a', '', load);
    loads[1]?.(2);
    assert.equal(await after, 2);
    loads[0]?.(1);
    assert.equal(await before, 1);
    assert.equal(await cache.get('a', '', load), 2);
    assert.equal(loads.length, 2);
  });

  it('does not remember a failure', async () => {
    await assert.rejects(
      cache.get('a', '', () => Promise.reject(new Error('down'))),
      /down/,
    );
    void cache.get('a', '', load);
    assert.equal(loads.length, 1);
  });

  it('holds no more folders than it may', () => {
    for (const folder of ['a', 'b', 'c', 'd']) void cache.get(folder, '', load);
    void cache.get('d', '', load);
    assert.equal(loads.length, 4);
    void cache.get('a', '', load);
    assert.equal(loads.length, 5);
  });

  it('holds no more pages of a folder than it may', () => {
    for (let page = 0; page < 101; page++) void cache.get('a', String(page), load);
    void cache.get('a', '0', load);
    assert.equal(loads.length, 102);
  });

  it('remembers nothing when its time is 0', () => {
    const none = new ListCache<number>({ ttlMs: 0, now: () => 0 });
    void none.get('a', '', load);
    void none.get('a', '', load);
    assert.equal(loads.length, 2);
  });
});
