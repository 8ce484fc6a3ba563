import assert from 'node:assert/strict';
import { alternate, median } from '../lib/median';
import { ratio, ratioTable } from '../lib/ratio-table';

describe('the median', () => {
  it('is the middle value, or the mean of the middle two', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 9, 2]), 3);
    assert.throws(() => median([]), RangeError);
  });
});

describe('measuring in turn', () => {
  it('takes every candidate once a round', async () => {
    const order: string[] = [];
    const candidate = (name: string, values: number[]) => async () => {
      order.push(name);
      return values.shift() ?? 0;
    };
    const rows = await alternate({ a: candidate('a', [1, 3, 2]), b: candidate('b', [4, 4, 7]) });
    assert.deepEqual(order, ['a', 'b', 'a', 'b', 'a', 'b']);
    assert.deepEqual(rows, [
      { name: 'a', value: 2, rounds: [1, 3, 2] },
      { name: 'b', value: 4, rounds: [4, 4, 7] },
    ]);
  });

  it('refuses fewer than three rounds', async () => {
    await assert.rejects(alternate({}, 2), RangeError);
  });
});

describe('a table of ratios', () => {
  const rows = [
    { name: 'album', value: 500, rounds: [400, 500, 600] },
    { name: 'node:http', value: 800, rounds: [800, 700, 900] },
  ];

  it('shows each figure beside what it is compared with', () => {
    assert.equal(
      ratioTable(rows, { unit: 'requests/s', base: 'node:http' }),
      [
        '| | requests/s, median | lowest … highest | of node:http |',
        '|---|---:|---:|---:|',
        '| album | 500 | 400 … 600 | 0.63 |',
        '| node:http | 800 | 700 … 900 | 1.00 |',
      ].join('\n'),
    );
  });

  it('names a row that is not there', () => {
    assert.throws(() => ratio(rows, 'album', 'koa'), /no measurement is called koa/);
  });
});
