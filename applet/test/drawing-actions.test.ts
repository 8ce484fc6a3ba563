import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxActions, readActions, writeActions } from '../drawing/lib/actions';
import { paper, type Stroke } from '../drawing/lib/stroke';
import { thumbnail } from '../drawing/lib/thumbnail';

const call = (method: string, ...data: unknown[]) => ({ method, data });
const line = (...points: [number, number][]) =>
  points.map((point, index) => call(index === 0 ? 'moveTo' : 'lineTo', ...point));

/** What the draw page of 2016 stored: the actions of its last stroke. */
const of2016 = (points: [number, number][], color = [255, 0, 0, 255]) => [
  call('save'),
  call('setStrokeStyle', 'normal', color),
  call('setLineWidth', 5),
  call('strokePath', ...line(...points)),
  call('restore'),
];

describe('stored drawings', () => {
  it('of 2016 still show', () => {
    const strokes = readActions(
      JSON.stringify(
        of2016([
          [10, 20],
          [30, 40],
          [50, 60],
        ]),
      ),
    );
    assert.deepEqual(strokes, [{ color: '#ff0000', width: 5, points: [10, 20, 30, 40, 50, 60] }]);
  });

  it('that name their colour, or record a path call by call, still show', () => {
    const calls = [
      call('strokeStyle', '#00F'),
      call('lineWidth', 2),
      call('beginPath'),
      ...line([1, 2], [3, 4]),
      call('stroke'),
    ];
    const strokes = readActions(JSON.stringify(calls));
    assert.deepEqual(strokes, [{ color: '#0000ff', width: 2, points: [1, 2, 3, 4] }]);
  });

  it('that come from a larger screen are brought back onto the paper', () => {
    const [stroke] = readActions(
      JSON.stringify(
        of2016([
          [0, 0],
          [675, 975],
        ]),
      ),
    );
    assert.deepEqual(stroke, {
      color: '#ff0000',
      width: 2.5,
      points: [0, 0, paper.width, paper.height],
    });
  });

  it('that are something else are an empty paper', () => {
    for (const text of [
      '',
      'null',
      '{}',
      '[1,null,"x",{"method":"fillRect","data":[0]}]',
      '[[]]',
    ]) {
      assert.deepEqual(readActions(text), [], text);
    }
  });

  it('give no text of their own to a picture', () => {
    const evil = JSON.stringify([
      call('setStrokeStyle', `red'/><script>`),
      call('setLineWidth', `1'/><script>`),
      call('strokePath', ...line([0, 0], [1, 1])),
    ]);
    assert.doesNotMatch(decodeURIComponent(thumbnail(readActions(evil))), /script/);
  });

  it('of today are written so that they are read the same, to a tenth of a unit', () => {
    const tenth = fc.integer({ min: -500, max: 9000 }).map((value) => value / 10);
    const stroke = fc.record(
      {
        color: fc
          .integer({ min: 0, max: 0xffffff })
          .map((n) => `#${n.toString(16).padStart(6, '0')}`),
        width: fc.integer({ min: 1, max: 300 }).map((value) => value / 10),
        points: fc
          .array(fc.tuple(tenth, tenth), { minLength: 2, maxLength: 20 })
          .map((points) => points.flat()),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 5 }), (strokes: Stroke[]) => {
        assert.deepEqual(readActions(writeActions(strokes)), strokes);
      }),
    );
  });

  it('of today are what the canvas of 2016 plays', () => {
    const text = writeActions([{ color: '#1e80e6', width: 5, points: [1.04, 2] }]);
    assert.deepEqual(JSON.parse(text).slice(2), [
      call('setStrokeStyle', 'normal', [30, 128, 230, 255]),
      call('setLineWidth', 5),
      call('strokePath', ...line([1, 2], [1, 2])),
    ]);
  });
});

describe('a thumbnail', () => {
  it('is an SVG that holds no character an address must not', () => {
    const address = thumbnail([{ color: '#112233', width: 5, points: [0, 0, 10, 0, 20, 30] }]);
    assert.match(address, /^data:image\/svg\+xml,[^#<> ]+$/);
    const path = /<path d='M0 0L5 0L7.9 0Q10 0 10.6 1.9L15 15L20 30' stroke='#112233'/;
    assert.match(decodeURIComponent(address), path);
  });

  it('of the largest drawing is small enough for a list', () => {
    const stroke: Stroke = {
      color: '#112233',
      width: 5,
      points: Array.from({ length: 200 }, (_, i) => (i % 2 ? 240 : 160) + 100 * Math.sin(i / 9)),
    };
    const all = Array.from({ length: 125 }, () => stroke);
    const text = writeActions(all);
    assert.ok(text.length > 400_000 && text.length < maxActions, String(text.length));
    assert.ok(thumbnail(all).length < 60_000);
  });
});
