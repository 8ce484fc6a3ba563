/** A stroke's course as a smooth curve: through the middle of each two points, with the points as its control. */

/** Whatever a course can be drawn with: a canvas, or the data of an SVG path. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
}

/** The `index`th point of x and y by turns. */
function at(points: readonly number[], index: number): [number, number] {
  return [points[2 * index] as number, points[2 * index + 1] as number];
}

function middle([ax, ay]: [number, number], [bx, by]: [number, number]): [number, number] {
  return [(ax + bx) / 2, (ay + by) / 2];
}

/** Draws the whole course. */
export function trace(points: readonly number[], pen: Pen): void {
  const last = points.length / 2 - 1;
  if (last < 0) return;
  pen.moveTo(...at(points, 0));
  for (let index = 1; index < last; index += 1) {
    const here = at(points, index);
    pen.quadraticCurveTo(...here, ...middle(here, at(points, index + 1)));
  }
  pen.lineTo(...at(points, last));
}

/** Draws what the newest point adds: nothing of it is known to bend again later. */
export function traceNewest(points: readonly number[], pen: Pen): void {
  const last = points.length / 2 - 1;
  if (last < 1) {
    trace(points, pen);
    return;
  }
  const [before, newest] = [at(points, last - 1), at(points, last)];
  pen.moveTo(...(last === 1 ? before : middle(at(points, last - 2), before)));
  pen.quadraticCurveTo(...before, ...middle(before, newest));
}

/** Draws what `traceNewest` left out, once the stroke has ended. */
export function traceEnd(points: readonly number[], pen: Pen): void {
  const last = points.length / 2 - 1;
  // A dot is painted already.
  if (last < 1) return;
  pen.moveTo(...middle(at(points, last - 1), at(points, last)));
  pen.lineTo(...at(points, last));
}
