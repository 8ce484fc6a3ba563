/** Drawings for the list and the editor, made of strokes as a finger would make them. */
import type { Stroke } from '../../../applet/drawing/lib/stroke';

type Course = readonly number[];

const black = '#23262d';
const red = '#e5484d';
const orange = '#f5820b';
const yellow = '#f2c200';
const green = '#2a9d4e';
const blue = '#1e80e6';
const purple = '#7b4fe0';

const stroke = (color: string, width: number, points: Course): Stroke => ({ color, width, points });

/** Straight lines through corners: points close together, so that smoothing keeps the corners. */
function line(...corners: Course): Course {
  const points = corners.slice(0, 2);
  for (let index = 2; index < corners.length; index += 2) {
    const [fromX = 0, fromY = 0, toX = 0, toY = 0] = corners.slice(index - 2, index + 2);
    const steps = Math.max(1, Math.round(Math.hypot(toX - fromX, toY - fromY) / 3));
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      points.push(fromX + (toX - fromX) * part, fromY + (toY - fromY) * part);
    }
  }
  return points;
}

/** A bent line through points (Catmull–Rom). */
function curve(...through: Course): Course {
  const count = through.length / 2;
  const at = (index: number, side: 0 | 1) =>
    through[2 * Math.min(count - 1, Math.max(0, index)) + side] ?? 0;
  const place = (index: number, t: number, side: 0 | 1) => {
    const [a, b, c, d] = [-1, 0, 1, 2].map((step) => at(index + step, side)) as [
      number,
      number,
      number,
      number,
    ];
    const [t2, t3] = [t * t, t * t * t];
    return (
      0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t3)
    );
  };
  const steps = 12 * (count - 1);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const [index, t] = [Math.floor(step / 12), (step % 12) / 12];
    return [place(index, t, 0), place(index, t, 1)];
  }).flat();
}

/** Part of an ellipse; angles in turns, clockwise from the right. */
function arc(cx: number, cy: number, rx: number, ry: number, from = 0, to = 1): Course {
  const steps = 40;
  return Array.from({ length: steps + 1 }, (_, index) => {
    const angle = 2 * Math.PI * (from + ((to - from) * index) / steps);
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  }).flat();
}

/** A wavy line from left to right. */
function wave(x: number, y: number, length: number, height: number, waves: number): Course {
  const steps = 60;
  return Array.from({ length: steps + 1 }, (_, index) => [
    x + (length * index) / steps,
    y + height * Math.sin((2 * Math.PI * waves * index) / steps),
  ]).flat();
}

function spiral(cx: number, cy: number, turns: number, radius: number): Course {
  const steps = 160;
  return Array.from({ length: steps + 1 }, (_, index) => {
    const part = index / steps;
    const angle = 2 * Math.PI * turns * part;
    return [cx + radius * part * Math.cos(angle), cy + radius * part * Math.sin(angle)];
  }).flat();
}

const cat: readonly Stroke[] = [
  stroke(black, 5, line(96, 176, 92, 92, 146, 136)),
  stroke(black, 5, line(192, 136, 246, 92, 242, 176)),
  stroke(black, 5, arc(169, 208, 88, 78)),
  stroke(black, 10, curve(140, 196, 140, 206)),
  stroke(black, 10, curve(198, 196, 198, 206)),
  stroke(red, 10, curve(165, 226, 173, 226)),
  stroke(black, 2.5, arc(157, 236, 12, 10, 0, 0.5)),
  stroke(black, 2.5, arc(181, 236, 12, 10, 0, 0.5)),
  ...[214, 228, 242].flatMap((y, index) => [
    stroke(black, 2.5, [108, y + index * 2, 66, y - 8 + index * 8]),
    stroke(black, 2.5, [230, y + index * 2, 272, y - 8 + index * 8]),
  ]),
  stroke(black, 5, curve(112, 276, 92, 372, 120, 400, 218, 400, 246, 372, 226, 276)),
  stroke(orange, 10, curve(246, 372, 290, 352, 300, 300, 284, 280)),
];

const flower: readonly Stroke[] = [
  stroke(green, 10, curve(169, 250, 172, 330, 162, 430)),
  stroke(green, 10, curve(168, 370, 214, 330, 238, 338, 210, 372, 168, 386)),
  stroke(green, 10, curve(166, 340, 122, 300, 98, 310, 126, 346, 166, 356)),
  ...Array.from({ length: 8 }, (_, index) => {
    const angle = (2 * Math.PI * index) / 8;
    const [cx, cy] = [169 + 62 * Math.cos(angle), 176 + 62 * Math.sin(angle)];
    return stroke(index % 2 ? red : purple, 10, arc(cx, cy, 28, 28));
  }),
  stroke(yellow, 22, spiral(169, 176, 3, 26)),
];

const house: readonly Stroke[] = [
  stroke(yellow, 22, spiral(268, 84, 3, 26)),
  stroke(red, 10, line(66, 242, 168, 146, 272, 242)),
  stroke(black, 5, line(88, 234, 88, 376, 250, 376, 250, 234)),
  stroke(blue, 5, line(116, 262, 164, 262, 164, 306, 116, 306, 116, 262)),
  stroke(blue, 5, line(140, 262, 140, 306)),
  stroke(blue, 5, line(116, 284, 164, 284)),
  stroke(orange, 10, line(188, 376, 188, 292, 224, 292, 224, 376)),
  stroke(green, 10, wave(24, 396, 290, 10, 5)),
  stroke(black, 2.5, line(96, 196, 96, 156, 116, 156, 116, 184)),
];

const boat: readonly Stroke[] = [
  stroke(orange, 10, line(64, 306, 276, 306, 240, 356, 98, 356, 64, 306)),
  stroke(black, 5, line(168, 306, 168, 110)),
  stroke(red, 5, line(174, 120, 268, 280, 174, 284)),
  stroke(purple, 5, line(160, 140, 84, 282, 160, 286)),
  ...[380, 412, 444].map((y, index) => stroke(blue, 10, wave(20 + index * 6, y, 290, 9, 4))),
  stroke(black, 2.5, curve(54, 110, 70, 98, 86, 110, 102, 98, 118, 110)),
];

const swirl: readonly Stroke[] = [
  stroke(blue, 5, spiral(169, 240, 6, 140)),
  stroke(purple, 2.5, spiral(169, 240, 4, 160)),
];

/** The newest last. */
export const sampleDrawings: readonly (readonly Stroke[])[] = [swirl, boat, flower, house, cat];
