import assert from 'node:assert/strict';
import { createGathering } from '../../src/gathering';

describe('work on many requests at a time', () => {
  it('takes together what comes while some are under way, and answers each its own', async () => {
    const batches: number[][] = [];
    const double = createGathering<number, number>(async (numbers) => {
      batches.push([...numbers]);
      await Promise.resolve();
      return numbers.map((n) => n * 2);
    });
    const answers = await Promise.all([1, 2, 3, 4].map(double));
    assert.deepEqual(answers, [2, 4, 6, 8]);
    assert.deepEqual(batches, [[1], [2, 3, 4]]);
  });

  it('takes no more than 32 together', async () => {
    const sizes: number[] = [];
    const ask = createGathering<number, number>(async (numbers) => {
      sizes.push(numbers.length);
      return numbers;
    });
    await Promise.all(Array.from({ length: 70 }, (_, n) => ask(n)));
    assert.deepEqual(sizes, [1, 32, 32, 5]);
  });

  it('fails those that were taken together, and goes on with the next', async () => {
    let calls = 0;
    const ask = createGathering<string, string>(async (words) => {
      calls += 1;
      if (calls === 1) throw new Error('away');
      return words;
    });
    await assert.rejects(ask('one'), /away/);
    assert.equal(await ask('two'), 'two');
  });
});
