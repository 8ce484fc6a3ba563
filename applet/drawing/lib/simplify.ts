/** Fewer points for the same line (Ramer–Douglas–Peucker). */

/** Distance of the point at `index` from the straight line between two others; all are places of x in `points`. */
function distance(points: readonly number[], index: number, from: number, to: number): number {
  const [x, y] = [points[index] as number, points[index + 1] as number];
  const [ax, ay] = [points[from] as number, points[from + 1] as number];
  const [dx, dy] = [(points[to] as number) - ax, (points[to + 1] as number) - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - nearest * dx, y - ay - nearest * dy);
}

function farthest(points: readonly number[], from: number, to: number) {
  let found = { index: from, far: 0 };
  for (let index = from + 2; index < to; index += 2) {
    const far = distance(points, index, from, to);
    if (far > found.far) found = { index, far };
  }
  return found;
}

/**
 * Leaves out points that are less than `tolerance` away from the line without them.
 * @param points x and y by turns
 */
export function simplify(points: readonly number[], tolerance: number): number[] {
  const kept = new Set([0, points.length - 2]);
  const open: [number, number][] = [[0, points.length - 2]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [from, to] = next;
    const { index, far } = farthest(points, from, to);
    if (far <= tolerance) continue;
    kept.add(index);
    open.push([from, index], [index, to]);
  }
  return points.filter((_value, place) => kept.has(place - (place % 2)));
}
