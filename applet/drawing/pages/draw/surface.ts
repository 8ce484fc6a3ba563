/** The canvas on the page: finding it, making it sharp, and where a finger is on the paper. */
import type { PaintContext } from '../../lib/canvas-painter';
import { paper } from '../../lib/stroke';

/** A canvas that is ready to be painted on. */
export interface Surface {
  readonly context: PaintContext;
  /** Width in its own pixels. */
  readonly pixels: number;
  /** A place on the canvas in CSS pixels, in units of the paper. */
  toPaper(x: number, y: number): [number, number];
}

/** As much of a canvas node as is used. */
interface CanvasNode {
  width: number;
  height: number;
  getContext(kind: '2d'): PaintContext;
}

type Query = WechatMiniprogram.SelectorQuery;

/** Size of an element in CSS pixels. */
export function sizeOf(query: Query, selector: string): Promise<{ width: number; height: number }> {
  return new Promise((resolve) => {
    query
      .select(selector)
      .boundingClientRect((box) => resolve({ width: box?.width ?? 0, height: box?.height ?? 0 }))
      .exec();
  });
}

/** The largest paper that fits in a box, in whole CSS pixels. */
export function paperIn(box: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(box.width / paper.width, box.height / paper.height);
  return { width: Math.floor(paper.width * scale), height: Math.floor(paper.height * scale) };
}

/** Finds the canvas and gives it as many pixels as the screen has. */
export function openSurface(query: Query, selector: string): Promise<Surface> {
  return new Promise((resolve, reject) => {
    query
      .select(selector)
      .fields({ node: true, size: true })
      .exec(([found]: { node: CanvasNode; width: number; height: number }[]) => {
        if (found?.node) resolve(surfaceOf(found.node, found.width, found.height));
        else reject(new Error(`no canvas ${selector}`));
      });
  });
}

function surfaceOf(node: CanvasNode, width: number, height: number): Surface {
  const ratio = wx.getWindowInfo().pixelRatio;
  node.width = Math.round(width * ratio);
  node.height = Math.round(height * ratio);
  return {
    context: node.getContext('2d'),
    pixels: node.width,
    toPaper: (x, y) => [(x / width) * paper.width, (y / height) * paper.height],
  };
}
