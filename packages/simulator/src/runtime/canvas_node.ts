/** Canvas nodes as WeChat gives them: a browser's canvas with `createImage`, `createPath2D` and the like. */
import { readableUrl } from './sources';

/** An `Image` whose source may be any address of the program. */
function createImage(): HTMLImageElement {
  const image = new Image();
  const { set } = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src') ?? {};
  Object.defineProperty(image, 'src', {
    configurable: true,
    get: () => image.getAttribute('data-src') ?? '',
    set(value: string) {
      image.setAttribute('data-src', value);
      set?.call(image, readableUrl(value));
    },
  });
  return image;
}

/** Adds WeChat's members to a canvas. */
export function makeCanvasNode(canvas: HTMLCanvasElement | OffscreenCanvas): unknown {
  return Object.assign(canvas, {
    createImage,
    createPath2D: (path?: Path2D | string) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (callback: FrameRequestCallback) =>
      window.requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => window.cancelAnimationFrame(id),
  });
}
