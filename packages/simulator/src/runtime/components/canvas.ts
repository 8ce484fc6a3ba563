/** `canvas`: the 2d type, WebGL, and the drawing area of the legacy context. */
import { makeCanvasNode } from '../canvas_node';
import { phone } from '../phone';
import type { BuiltIn, Host, View } from './engine';

export const canvas: BuiltIn = {
  tag: 'canvas',
  css: `wx-canvas { display: block; position: relative; width: 300px; height: 150px; }
wx-canvas > canvas { display: block; position: absolute; inset: 0; width: 100%; height: 100%; }
wx-canvas > div { position: absolute; inset: 0; pointer-events: none; }
wx-canvas > div > * { pointer-events: auto; }`,
  properties: {
    type: { type: String, value: '' },
    canvasId: { type: String, value: '' },
    disableScroll: { type: Boolean, value: false },
  },
  create,
};

/** What the canvas APIs need of a canvas. */
export interface CanvasApi {
  readonly canvas: HTMLCanvasElement;
  readonly node: unknown;
  /** Makes the legacy canvas as large as its element, in device pixels. */
  fit(): { ratio: number };
}

function create(host: Host): View {
  const { element } = host;
  const canvasElement = document.createElement('canvas');
  const slot = document.createElement('div');
  element.append(canvasElement, slot);
  canvasElement.width = 300;
  canvasElement.height = 150;
  element.addEventListener(
    'touchmove',
    (event) => host.data.disableScroll && event.cancelable && event.preventDefault(),
    { passive: false },
  );
  const api: CanvasApi = {
    canvas: canvasElement,
    node: makeCanvasNode(canvasElement),
    fit() {
      const ratio = phone.device.pixelRatio;
      const width = Math.round(element.clientWidth * ratio);
      const height = Math.round(element.clientHeight * ratio);
      if (canvasElement.width !== width || canvasElement.height !== height)
        Object.assign(canvasElement, { width, height });
      return { ratio };
    },
  };
  return {
    slot,
    api,
    update(changed) {
      if (changed.has('canvasId')) element.setAttribute('canvas-id', host.data.canvasId);
      element.toggleAttribute('data-sim-still', Boolean(host.data.disableScroll));
    },
  };
}
