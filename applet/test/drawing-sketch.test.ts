import assert from 'node:assert/strict';
import fc from 'fast-check';
import { simplify } from '../drawing/lib/simplify';
import { createSketch, type Sketch } from '../drawing/lib/sketch';

const brush = { color: '#e5484d', width: 5 };

function draw(sketch: Sketch, ...points: [number, number][]): void {
  const [first = [0, 0], ...others] = points;
  sketch.begin(brush, ...first);
  for (const point of others) sketch.extend(...point);
  sketch.end();
}

const ends = (sketch: Sketch) => sketch.strokes().map(({ points }) => points.slice(-2));

describe('a sketch', () => {
  it('keeps what is drawn, and leaves trembling out', () => {
    const sketch = createSketch([]);
    draw(sketch, [10, 10], [10.4, 10.2], [20, 20]);
    assert.deepEqual(sketch.strokes(), [{ ...brush, points: [10, 10, 20, 20] }]);
  });

  it('keeps a dot', () => {
    const sketch = createSketch([]);
    draw(sketch, [7, 8]);
    assert.deepEqual(sketch.strokes(), [{ ...brush, points: [7, 8] }]);
  });

  it('undoes and redoes strokes and clearing', () => {
    const sketch = createSketch([]);
    draw(sketch, [0, 0], [1, 9]);
    draw(sketch, [0, 0], [2, 9]);
    sketch.clear();
    assert.deepEqual(ends(sketch), []);
    sketch.undo();
    assert.deepEqual(ends(sketch), [
      [1, 9],
      [2, 9],
    ]);
    sketch.undo();
    assert.deepEqual(ends(sketch), [[1, 9]]);
    sketch.redo();
    assert.equal(sketch.strokes().length, 2);
  });

  it('forgets what could be redone once something new is drawn', () => {
    const sketch = createSketch([]);
    draw(sketch, [0, 0], [1, 9]);
    sketch.undo();
    draw(sketch, [0, 0], [2, 9]);
    assert.equal(sketch.canRedo(), false);
    assert.equal(sketch.redo(), false);
    assert.deepEqual(ends(sketch), [[2, 9]]);
  });

  it('undoes what was on the paper before, the latest first, and no further', () => {
    const old = [1, 2].map((x) => ({ ...brush, points: [x, x] }));
    const sketch = createSketch(old);
    assert.ok(sketch.undo());
    assert.deepEqual(ends(sketch), [[1, 1]]);
    assert.ok(sketch.undo());
    assert.equal(sketch.undo(), false);
    assert.ok(sketch.redo());
    assert.ok(sketch.redo());
    assert.deepEqual(sketch.strokes(), old);
  });
});

describe('a line with fewer points', () => {
  const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
  const course = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 });

  it('leaves out what lies on the way', () => {
    assert.deepEqual(simplify([0, 0, 5, 0.1, 10, 0], 0.3), [0, 0, 10, 0]);
    assert.deepEqual(simplify([0, 0, 5, 1, 10, 0], 0.3), [0, 0, 5, 1, 10, 0]);
  });

  it('begins and ends where the line did, and has only points of it, in order', () => {
    fc.assert(
      fc.property(course, fc.double({ min: 0, max: 50, noNaN: true }), (pairs, tolerance) => {
        const points = pairs.flat();
        const fewer = simplify(points, tolerance);
        assert.deepEqual(fewer.slice(0, 2), points.slice(0, 2));
        assert.deepEqual(fewer.slice(-2), points.slice(-2));
        let from = 0;
        for (let i = 0; i < fewer.length; i += 2) {
          while (points[from] !== fewer[i] || points[from + 1] !== fewer[i + 1]) from += 2;
          assert.ok(from < points.length);
        }
      }),
    );
  });
});
