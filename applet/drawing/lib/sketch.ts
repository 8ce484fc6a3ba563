/** A drawing in the making: the stroke under the finger, undo and redo. */
import { simplify } from './simplify';
import type { Brush, Stroke } from './stroke';

/** Nearer points are the hand's trembling, in units of the paper. */
const nearest = 1;

/** How far a kept line may be off the drawn one; nobody sees it. */
const tolerance = 0.3;

/** How many steps can be undone beyond single strokes. */
const maxSteps = 100;

export interface Sketch {
  /** Everything that is drawn and done. */
  strokes(): readonly Stroke[];
  /** The stroke under the finger. */
  current(): Stroke | undefined;
  begin(brush: Brush, x: number, y: number): void;
  /** False when the point is not worth keeping. */
  extend(x: number, y: number): boolean;
  /** The finger is up; gives what was drawn. */
  end(): Stroke | undefined;
  clear(): void;
  undo(): boolean;
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
}

/** @param strokes what is on the paper already; it can be undone too, the latest first */
export function createSketch(strokes: readonly Stroke[]): Sketch {
  let now = strokes;
  let past: (readonly Stroke[])[] = [];
  let future: (readonly Stroke[])[] = [];
  let drawing: { brush: Brush; points: number[] } | undefined;

  const become = (next: readonly Stroke[]) => {
    past = [...past, now].slice(-maxSteps);
    future = [];
    now = next;
  };

  return {
    strokes: () => now,
    current: () => drawing && { ...drawing.brush, points: drawing.points },
    begin(brush, x, y) {
      drawing = { brush, points: [x, y] };
    },
    extend(x, y) {
      const [lastX = 0, lastY = 0] = drawing?.points.slice(-2) ?? [];
      if (!drawing || Math.hypot(x - lastX, y - lastY) < nearest) return false;
      drawing.points.push(x, y);
      return true;
    },
    end() {
      if (!drawing) return undefined;
      const { brush, points } = drawing;
      drawing = undefined;
      become([...now, { ...brush, points: simplify(points, tolerance) }]);
      return { ...brush, points };
    },
    clear() {
      if (now.length > 0) become([]);
    },
    undo() {
      if (past.length === 0 && now.length === 0) return false;
      future = [...future, now];
      now = past.pop() ?? now.slice(0, -1);
      return true;
    },
    redo() {
      const next = future.pop();
      if (!next) return false;
      past = [...past, now];
      now = next;
      return true;
    },
    canUndo: () => past.length > 0 || now.length > 0,
    canRedo: () => future.length > 0,
  };
}
