import assert from 'node:assert/strict';
import { inBatches } from '../src/in-batches';

interface Asked {
  readonly keys: readonly string[];
  answer(): void;
  fail(): void;
}

describe('questions in batches', () => {
  let asked: Asked[];
  let version: number;
  const make = () =>
    inBatches(
      (keys: readonly string[]) =>
        new Promise<Map<string, string>>((resolve, reject) => {
          const answer = () => resolve(new Map(keys.map((key) => [key, `${key}${version}`])));
          asked.push({ keys, answer, fail: () => reject(new Error('down')) });
        }),
    );
  const untilAsked = async (count: number) => {
    while (asked.length < count) await new Promise(setImmediate);
    return asked[count - 1] as Asked;
  };
  beforeEach(() => {
    asked = [];
    version = 1;
  });

  it('go out together when they come together', async () => {
    const ask = make();
    const answers = Promise.all([ask('a'), ask('b'), ask('a')]);
    const batch = await untilAsked(1);
    assert.deepEqual(batch.keys, ['a', 'b']);
    batch.answer();
    assert.deepEqual(await answers, ['a1', 'b1', 'a1']);
    assert.equal(asked.length, 1);
  });

  it('never get an answer that was read before they were put', async () => {
    const ask = make();
    const early = ask('a');
    const first = await untilAsked(1);
    const late = [ask('a'), ask('c')];
    first.answer();
    assert.equal(await early, 'a1');
    version = 2;
    const second = await untilAsked(2);
    assert.deepEqual(second.keys, ['a', 'c']);
    second.answer();
    assert.deepEqual(await Promise.all(late), ['a2', 'c2']);
  });

  it('are one batch at a time, however many come', async () => {
    const ask = make();
    const early = ask('a');
    await untilAsked(1);
    const waiting = Promise.all(Array.from({ length: 100 }, (_, index) => ask(`k${index}`)));
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    assert.equal(asked.length, 1);
    asked[0]?.answer();
    await early;
    const second = await untilAsked(2);
    assert.equal(second.keys.length, 100);
    second.answer();
    assert.equal((await waiting)[99], 'k991');
  });

  it('fail together and go on', async () => {
    const ask = make();
    const failing = Promise.allSettled([ask('a'), ask('b')]);
    (await untilAsked(1)).fail();
    assert.deepEqual(
      (await failing).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    const next = ask('a');
    (await untilAsked(2)).answer();
    assert.equal(await next, 'a1');
  });
});
