/** Canvas: the legacy context of 2016, and what saves and reads canvases of any type. */

import { makeCanvasNode } from '../canvas_node';
import type { CanvasApi } from '../components/canvas';
import { mountedOn } from '../components/engine';
import { files } from '../file_store';
import { phone } from '../phone';
import { readableUrl } from '../sources';
import { ApiError, type ApiGroup, api, type Options } from './api';
import { LegacyContext } from './canvas_legacy';
import { findElement } from './query';

function legacyCanvas(id: string, caller?: unknown): CanvasApi | undefined {
  const scope = phone.router.top?.scroll;
  const found =
    findElement(`#${id}`, caller) ??
    scope?.querySelector<HTMLElement>(`[canvas-id="${CSS.escape(id)}"]`);
  return mountedOn(found)?.view.api as CanvasApi | undefined;
}

function needCanvas(
  options: Options,
  caller: unknown,
): { canvas: HTMLCanvasElement; ratio: number } {
  if (options.canvas) return { canvas: options.canvas, ratio: 1 };
  const found = legacyCanvas(options.canvasId, caller);
  if (found === undefined) throw new ApiError('canvas is empty');
  return {
    canvas: found.canvas,
    ratio: found.canvas.width / (found.canvas.clientWidth || found.canvas.width),
  };
}

async function toTempFilePath(options: Options, caller: unknown) {
  const { canvas, ratio } = needCanvas(options, caller);
  const { x = 0, y = 0, fileType = 'png', quality = 1 } = options;
  const width = options.width ?? canvas.width / ratio - x;
  const height = options.height ?? canvas.height / ratio - y;
  const out = new OffscreenCanvas(
    options.destWidth ?? Math.round(width * ratio),
    options.destHeight ?? Math.round(height * ratio),
  );
  out
    .getContext('2d')
    ?.drawImage(
      canvas,
      x * ratio,
      y * ratio,
      width * ratio,
      height * ratio,
      0,
      0,
      out.width,
      out.height,
    );
  const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
  const blob = await out.convertToBlob({ type, quality });
  return { tempFilePath: files.addTemporary(blob, fileType) };
}

function getImageData({ canvasId, x, y, width, height }: Options, caller: unknown) {
  const { canvas, ratio } = needCanvas({ canvasId }, caller);
  const out = new OffscreenCanvas(width, height);
  const context = out.getContext('2d');
  context?.drawImage(
    canvas,
    x * ratio,
    y * ratio,
    width * ratio,
    height * ratio,
    0,
    0,
    width,
    height,
  );
  return { width, height, data: context?.getImageData(0, 0, width, height).data };
}

async function putImageData(
  { canvasId, data, x, y, width, height = data.length / 4 / width }: Options,
  caller: unknown,
) {
  const { canvas, ratio } = needCanvas({ canvasId }, caller);
  const bitmap = await createImageBitmap(new ImageData(new Uint8ClampedArray(data), width, height));
  canvas.getContext('2d')?.drawImage(bitmap, x * ratio, y * ratio, width * ratio, height * ratio);
}

/** Canvas APIs take the component they search in as a second argument. */
function scoped(name: string, work: (options: Options, caller: unknown) => unknown) {
  return (options: Options = {}, caller?: unknown) =>
    api(name, (given) => work(given, caller))(options);
}

function offscreen(options: Options | number = {}, height?: number) {
  const size =
    typeof options === 'number'
      ? { width: options, height: height ?? 150 }
      : { width: options.width ?? 300, height: options.height ?? 150 };
  return makeCanvasNode(new OffscreenCanvas(size.width, size.height));
}

export const canvas: ApiGroup = {
  createCanvasContext: (id: string, caller?: unknown) =>
    new LegacyContext(() => legacyCanvas(id, caller)),
  createContext: () => new LegacyContext(() => undefined),
  drawCanvas: ({ canvasId, actions, reserve }: Options) => {
    const context = new LegacyContext(() => legacyCanvas(canvasId));
    context.replay(actions);
    context.draw(reserve);
  },
  canvasToTempFilePath: scoped('canvasToTempFilePath', toTempFilePath),
  canvasGetImageData: scoped('canvasGetImageData', getImageData),
  canvasPutImageData: scoped('canvasPutImageData', putImageData),
  createOffscreenCanvas: offscreen,
  loadFontFace: api('loadFontFace', async ({ family, source, desc = {} }) => {
    const url = /url\(["']?([^"')]+)["']?\)/.exec(source)?.[1] ?? source;
    const face = new FontFace(family, `url("${readableUrl(url)}")`, desc);
    document.fonts.add(await face.load());
    return { status: 'loaded' };
  }),
};
