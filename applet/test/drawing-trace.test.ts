import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Pen, trace, traceEnd, traceNewest } from '../drawing/lib/trace';

type Call = readonly [method: keyof Pen, ...numbers: number[]];

/** What a course draws, call by call. */
function callsOf(draw: (pen: Pen) => void): Call[] {
  const calls: Call[] = [];
  draw({
    moveTo: (x, y) => calls.push(['moveTo', x, y]),
    lineTo: (x, y) => calls.push(['lineTo', x, y]),
    quadraticCurveTo: (cx, cy, x, y) => calls.push(['quadraticCurveTo', cx, cy, x, y]),
  });
  return calls;
}

const whole = (points: readonly number[]) => callsOf((pen) => trace(points, pen));

/** The same, drawn as the finger moves on. */
function asDrawn(points: readonly number[]): Call[] {
  return callsOf((pen) => {
    for (let end = 4; end <= points.length; end += 2) traceNewest(points.slice(0, end), pen);
    traceEnd(points, pen);
  });
}

/** How far a place is from the nearest place of a curve that was drawn. */
function distanceTo(calls: readonly Call[], [x, y]: readonly [number, number]): number {
  let [fromX, fromY, nearest] = [0, 0, Number.POSITIVE_INFINITY];
  for (const [method, ...numbers] of calls) {
    const [toX = 0, toY = 0] = numbers.slice(-2);
    const [cx = 0, cy = 0] =
      method === 'quadraticCurveTo' ? numbers : [(fromX + toX) / 2, (fromY + toY) / 2];
    for (let t = 0; method !== 'moveTo' && t <= 1; t += 1 / 64) {
      const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
      const far = Math.hypot(a * fromX + b * cx + c * toX - x, a * fromY + b * cy + c * toY - y);
      nearest = Math.min(nearest, far);
    }
    [fromX, fromY] = [toX, toY];
  }
  return nearest;
}

const coordinate = fc.integer({ min: 0, max: 340 });
const course = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 30 });

describe('the course of a stroke', () => {
  it('is the same as it grows under the finger and when it is drawn again', () => {
    fc.assert(
      fc.property(course, (pairs) => {
        const drawn = (calls: Call[]) => calls.filter(([method]) => method !== 'moveTo');
        assert.deepEqual(drawn(asDrawn(pairs.flat())), drawn(whole(pairs.flat())));
      }),
    );
  });

  it('keeps the corners between long lines', () => {
    const square = [10, 10, 210, 10, 210, 210, 10, 210, 10, 10];
    const corners = [
      [210, 10],
      [210, 210],
      [10, 210],
    ] as const;
    for (const corner of corners)
      assert.ok(distanceTo(whole(square), corner) < 0.7, String(corner));
  });

  it('is one smooth curve where points are close', () => {
    const circle = Array.from({ length: 60 }, (_, index) => {
      const angle = (index / 59) * 2 * Math.PI;
      return [160 + 60 * Math.cos(angle), 160 + 60 * Math.sin(angle)];
    }).flat();
    const lines = whole(circle).filter(([method]) => method === 'lineTo');
    assert.ok(lines.length <= 4, String(lines.length));
  });

  it('is a dot of a single point', () => {
    assert.deepEqual(whole([5, 6]), [
      ['moveTo', 5, 6],
      ['lineTo', 5, 6],
    ]);
  });
});
