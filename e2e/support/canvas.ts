/** Looks at a canvas in the browser. */
import type { Locator } from 'playwright-core';

/** A `<canvas>` as far as it is read here; the tests themselves know no browser types. */
interface Paper {
  readonly width: number;
  readonly height: number;
  readonly clientWidth: number;
  readonly clientHeight: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, w: number, h: number): { data: Iterable<number> };
  } | null;
}

type Point = readonly [number, number];

/**
 * Colour of a canvas at a place, as `r,g,b,a`.
 * @param place x and y in CSS pixels of the canvas, or in parts of its width and height
 */
export function colorAt(canvas: Locator, place: Point, unit: 'px' | 'part'): Promise<string> {
  return canvas.evaluate(
    (element, [[x, y], inParts]) => {
      const paper = element as unknown as Paper;
      const [ratioX, ratioY] = inParts
        ? [paper.width, paper.height]
        : [paper.width / paper.clientWidth, paper.height / paper.clientHeight];
      const at = [Math.round(x * ratioX), Math.round(y * ratioY)] as const;
      const data = paper.getContext('2d')?.getImageData(...at, 1, 1).data ?? [];
      return [...data].join();
    },
    [place, unit === 'part'] as const,
  );
}
