/**
 * A stroke's course as a smooth line: straight between its points, and round at each of them. Where points are close it
 * is one curve; a corner between long lines stays a corner.
 */

/** Whatever a course can be drawn with: a canvas, or the data of an SVG path. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
}

type Point = readonly [number, number];

/** How far the line may leave a point to be round, in units of the paper. */
const farthest = 0.6;

/** Nobody sees a line so short, in units of the paper. */
const negligible = 0.05;

/** The `index`th point of x and y by turns. */
function at(points: readonly number[], index: number): Point {
  return [points[2 * index] as number, points[2 * index + 1] as number];
}

/** The point that lies `part` of the way from one to another. */
function between([ax, ay]: Point, [bx, by]: Point, part: number): Point {
  return [ax + (bx - ax) * part, ay + (by - ay) * part];
}

const middle = (a: Point, b: Point) => between(a, b, 0.5);

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay);

/** How far from `corner` its round begins and ends: a sharp one is short, and none reaches beyond the middle of a side. */
function reach(before: Point, corner: Point, after: Point): number {
  const [inward, outward] = [distance(before, corner), distance(corner, after)];
  const side = Math.min(inward, outward) / 2;
  if (side === 0) return 0;
  const spread = distance(between(corner, before, 1 / inward), between(corner, after, 1 / outward));
  // A curve from `reach` before the corner to `reach` behind it leaves the corner by `reach` times a quarter of this.
  const opening = Math.sqrt(Math.max(0, 4 - spread * spread));
  return opening === 0 ? side : Math.min(side, (4 * farthest) / opening);
}

/** Draws from the middle of the side before a corner to the middle of the side behind it. */
function turn(pen: Pen, before: Point, corner: Point, after: Point): void {
  const length = reach(before, corner, after);
  const [inward, outward] = [distance(before, corner), distance(corner, after)];
  if (length === 0) pen.lineTo(...corner);
  else {
    if (inward / 2 - length > negligible) pen.lineTo(...between(corner, before, length / inward));
    pen.quadraticCurveTo(...corner, ...between(corner, after, length / outward));
  }
  if (outward / 2 - length > negligible) pen.lineTo(...middle(corner, after));
}

/** Draws the whole course. */
export function trace(points: readonly number[], pen: Pen): void {
  const last = points.length / 2 - 1;
  if (last < 0) return;
  pen.moveTo(...at(points, 0));
  if (last > 1) pen.lineTo(...middle(at(points, 0), at(points, 1)));
  for (let index = 1; index < last; index += 1) {
    turn(pen, at(points, index - 1), at(points, index), at(points, index + 1));
  }
  pen.lineTo(...at(points, last));
}

/** Draws what the newest point adds: nothing of it is known to bend again later. */
export function traceNewest(points: readonly number[], pen: Pen): void {
  const last = points.length / 2 - 1;
  if (last < 2) {
    if (last < 1) trace(points, pen);
    else {
      pen.moveTo(...at(points, 0));
      pen.lineTo(...middle(at(points, 0), at(points, 1)));
    }
    return;
  }
  const [before, corner, newest] = [at(points, last - 2), at(points, last - 1), at(points, last)];
  pen.moveTo(...middle(before, corner));
  turn(pen, before, corner, newest);
}

/** Draws what `traceNewest` left out, once the stroke has ended. */
export function traceEnd(points: readonly number[], pen: Pen): void {
  const last = points.length / 2 - 1;
  // A dot is painted already.
  if (last < 1) return;
  pen.moveTo(...middle(at(points, last - 1), at(points, last)));
  pen.lineTo(...at(points, last));
}
