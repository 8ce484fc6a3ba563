/** Paints strokes on a canvas of the 2d type. */
import { type Brush, paper, type Stroke } from './stroke';
import { type Pen, trace, traceEnd, traceNewest } from './trace';

/** As much of a canvas' 2d context as is used. */
export interface PaintContext extends Pen {
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  beginPath(): void;
  stroke(): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
}

type Trace = (points: readonly number[], pen: Pen) => void;

function paint(context: PaintContext, { color, width, points }: Stroke, course: Trace): void {
  setBrush(context, { color, width });
  context.beginPath();
  course(points, context);
  context.stroke();
}

function setBrush(context: PaintContext, { color, width }: Brush): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
}

/**
 * Paints everything anew.
 * @param pixels width of the canvas in its own pixels
 */
export function paintAll(context: PaintContext, strokes: readonly Stroke[], pixels: number): void {
  const scale = pixels / paper.width;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, paper.width, paper.height);
  for (const stroke of strokes) paint(context, stroke, trace);
}

/** Paints what the newest point adds to a stroke that is being drawn. */
export function paintNewest(context: PaintContext, stroke: Stroke): void {
  paint(context, stroke, traceNewest);
}

/** Paints the end of a stroke that has just been drawn. */
export function paintEnd(context: PaintContext, stroke: Stroke): void {
  paint(context, stroke, traceEnd);
}
