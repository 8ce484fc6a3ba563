/** A drawing as a small picture: an SVG in a data address, drawn from the strokes themselves. */
import { simplify } from './simplify';
import { paper, type Stroke } from './stroke';
import { trace } from './trace';

/** How far a line of a thumbnail may be off, tried until it is short enough. */
const tolerances = [0.8, 2, 4, 8] as const;

/** From here on nobody sees whether a line is round. */
const coarse = 4;

/** A list hands all its thumbnails to the page at once. */
const maxLength = 24_000;

const short = (value: number) => String(Math.round(value * 10) / 10);

function pathData(points: readonly number[]): string {
  const parts: string[] = [];
  const add = (letter: string, ...numbers: number[]) => {
    parts.push(letter + numbers.map(short).join(' '));
  };
  trace(points, {
    moveTo: (x, y) => add('M', x, y),
    lineTo: (x, y) => add('L', x, y),
    quadraticCurveTo: (cx, cy, x, y) => add('Q', cx, cy, x, y),
  });
  return parts.join('');
}

/** Straight lines, half as long a text. */
function polyline(points: readonly number[]): string {
  const [x = 0, y = 0, ...others] = points;
  const rest = others.length > 0 ? others : [x, y];
  return `M${short(x)} ${short(y)}L${rest.map(short).join(' ')}`;
}

function svg(strokes: readonly Stroke[], tolerance: number): string {
  const paths = strokes.map(({ color, width, points }) => {
    const fewer = simplify(points, tolerance);
    const data = tolerance < coarse ? pathData(fewer) : polyline(fewer);
    return `<path d='${data}' stroke='${color}' stroke-width='${short(width)}'/>`;
  });
  const box = `0 0 ${paper.width} ${paper.height}`;
  const style = `fill='none' stroke-linecap='round' stroke-linejoin='round'`;
  return `<svg xmlns='http://www.w3.org/2000/svg' viewBox='${box}' ${style}>${paths.join('')}</svg>`;
}

/** The address for an `<image>`. */
export function thumbnail(strokes: readonly Stroke[]): string {
  let text = '';
  for (const tolerance of tolerances) {
    text = svg(strokes, tolerance);
    if (text.length <= maxLength) break;
  }
  return `data:image/svg+xml,${text.replace(/[%#<> ]/g, encodeURIComponent)}`;
}
