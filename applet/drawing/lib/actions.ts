/**
 * Drawings as they are stored: what `wx.createContext().getActions()` of 2016 recorded and `wx.drawCanvas` played.
 * Today's drawings are written the same way, so that the mini-program of 2016 shows them too:
 *
 *     [{ method: 'setStrokeStyle', data: ['normal', [255, 0, 0, 255]] },
 *      { method: 'setLineWidth', data: [5] },
 *      { method: 'strokePath', data: [{ method: 'moveTo', data: [1, 2] }, { method: 'lineTo', data: [3, 4] }] }]
 */
import { colorParts, colorText } from './color';
import { paper, type Stroke } from './stroke';

/** One recorded call. */
interface Action {
  readonly method: string;
  readonly data: readonly unknown[];
}

/** What the canvas of 2016 began with. */
const firstBrush = { color: '#000000', width: 1 };

function isAction(value: unknown): value is Action {
  const { method, data } = (value ?? {}) as Partial<Action>;
  return typeof method === 'string' && Array.isArray(data);
}

/** The actions in a stored text; none when it is not such a text. */
function parse(text: string): Action[] {
  try {
    const all: unknown = JSON.parse(text);
    return Array.isArray(all) ? all.filter(isAction) : [];
  } catch {
    return [];
  }
}

/** Moves along a path; the end of a curve is its last two numbers. */
function pathPoints(calls: readonly Action[]): number[][] {
  const lines: number[][] = [];
  for (const { method, data } of calls) {
    const [x, y] = data.slice(-2).map(Number);
    if (x === undefined || y === undefined || !Number.isFinite(x + y)) continue;
    if (method === 'moveTo' || lines.length === 0) lines.push([x, y]);
    else if (/^(lineTo|quadraticCurveTo|bezierCurveTo)$/.test(method)) {
      lines[lines.length - 1]?.push(x, y);
    }
  }
  return lines;
}

/** Plays actions. Whatever else they hold than strokes is passed over. */
function play(actions: readonly Action[]): Stroke[] {
  const strokes: Stroke[] = [];
  let brush = firstBrush;
  // WeChat records a path in one action; others have recorded it call by call.
  let path: Action[] = [];
  const stroke = (calls: readonly Action[]) => {
    for (const points of pathPoints(calls)) strokes.push({ ...brush, points });
  };
  for (const action of actions) {
    const { method, data } = action;
    if (/^(setStrokeStyle|strokeStyle)$/.test(method)) {
      brush = { ...brush, color: colorText(data[0] === 'normal' ? data[1] : data[0]) };
    } else if (/^(setLineWidth|lineWidth)$/.test(method)) {
      const width = Number(data[0]);
      if (width > 0 && width < 1000) brush = { ...brush, width };
    } else if (method === 'strokePath') stroke(data.filter(isAction));
    else if (method === 'stroke') stroke(path);
    else if (method === 'beginPath') path = [];
    else path.push(action);
  }
  return strokes;
}

/** Reads a stored drawing. What cannot be read is an empty paper. */
export function readActions(text: string): readonly Stroke[] {
  const actions = parse(text);
  const strokes = play(actions);
  // Only ours say how a line ends.
  const ours = actions.some(({ method }) => method === 'setLineCap');
  return ours ? strokes : fitted(strokes);
}

/** Nobody knows how wide the screen was that a drawing of 2016 was made on: what a larger one let out is brought back in. */
function fitted(strokes: readonly Stroke[]): readonly Stroke[] {
  const reach = (side: 0 | 1) =>
    strokes.reduce(
      (far, { points }) => points.reduce((m, v, i) => (i % 2 === side ? Math.max(m, v) : m), far),
      0,
    );
  const scale = Math.min(1, paper.width / reach(0), paper.height / reach(1));
  if (scale === 1) return strokes;
  return strokes.map(({ color, width, points }) => ({
    color,
    width: width * scale,
    points: points.map((value) => value * scale),
  }));
}

const rounded = (value: number) => Math.round(value * 10) / 10;

function strokeActions({ color, width, points }: Stroke): Action[] {
  const path: Action[] = [];
  for (let index = 0; index < points.length; index += 2) {
    const data = [rounded(points[index] as number), rounded(points[index + 1] as number)];
    path.push({ method: index === 0 ? 'moveTo' : 'lineTo', data });
  }
  // A line needs an end to be seen.
  if (path.length === 1) path.push({ method: 'lineTo', data: path[0]?.data ?? [] });
  return [
    { method: 'setStrokeStyle', data: ['normal', colorParts(color)] },
    { method: 'setLineWidth', data: [rounded(width)] },
    { method: 'strokePath', data: path },
  ];
}

const roundEnds: readonly Action[] = [
  { method: 'setLineCap', data: ['round'] },
  { method: 'setLineJoin', data: ['round'] },
];

/** The text to store. */
export function writeActions(strokes: readonly Stroke[]): string {
  return JSON.stringify([...roundEnds, ...strokes.flatMap(strokeActions)]);
}

/** The longest text that the service keeps, in characters: all of ours are one byte long. */
export const maxActions = 512 * 1024;
