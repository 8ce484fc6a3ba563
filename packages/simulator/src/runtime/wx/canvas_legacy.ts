/**
 * The canvas context of 2016: calls are recorded in WeChat's own form, which programs of that time sent and stored, and
 * `draw` plays them in CSS pixels onto the canvas.
 */
import type { CanvasApi } from '../components/canvas';
import { readableUrl } from '../sources';
import { type Action, playActions } from './canvas_play';

let measuring: CanvasRenderingContext2D | null | undefined;

function scratch(): CanvasRenderingContext2D | null {
  measuring ??= document.createElement('canvas').getContext('2d');
  return measuring;
}

/** A CSS colour as WeChat records it: red, green, blue, alpha, each 0 to 255. */
function colourParts(colour: string): number[] {
  const context = scratch();
  if (context === null) return [0, 0, 0, 255];
  context.fillStyle = '#000000';
  context.fillStyle = colour;
  const text = String(context.fillStyle);
  const hex = /^#(..)(..)(..)$/.exec(text);
  if (hex) return [...hex.slice(1).map((part) => Number.parseInt(part, 16)), 255];
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, Math.round(alpha * 255)];
}

/** A gradient, recorded with the call that uses it. */
class LegacyGradient {
  #stops: [number, number[]][] = [];

  constructor(
    private readonly kind: 'linear' | 'radial',
    private readonly place: readonly number[],
  ) {}

  addColorStop(at: number, colour: string): void {
    this.#stops.push([at, colourParts(colour)]);
  }

  /** Arguments of `setFillStyle` as they are recorded. */
  data(): unknown[] {
    return [this.kind, [...this.place], this.#stops.map((stop) => [...stop])];
  }
}

/** Steps that make up a path. */
const STEPS = [
  ...['closePath', 'moveTo', 'lineTo', 'arc', 'arcTo', 'rect', 'ellipse'],
  ...['bezierCurveTo', 'quadraticCurveTo'],
];
/** Calls that are recorded as they are. */
const SAME = [
  ...['save', 'restore', 'scale', 'rotate', 'translate', 'transform', 'setTransform'],
  ...['clearRect', 'fillText', 'strokeText', 'drawImage'],
  ...['setLineWidth', 'setLineCap', 'setLineJoin', 'setMiterLimit', 'setTextAlign'],
  ...['setTextBaseline', 'setGlobalCompositeOperation', 'setLineDash', 'setLineDashOffset'],
  ...['setShadowBlur', 'setShadowOffsetX', 'setShadowOffsetY', 'setImageSmoothingEnabled'],
];
/** Properties of later years, each set by its setter. */
const PROPERTIES: Readonly<Record<string, unknown>> = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  font: '10px sans-serif',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  miterLimit: 10,
  globalAlpha: 1,
  textAlign: 'left',
  textBaseline: 'normal',
  globalCompositeOperation: 'source-over',
  lineDashOffset: 0,
  shadowBlur: 0,
  shadowColor: '#000000',
  shadowOffsetX: 0,
  shadowOffsetY: 0,
  imageSmoothingEnabled: true,
};

/** The context that `wx.createCanvasContext` gives. */
export class LegacyContext {
  #actions: Action[] = [];
  #path: Action[] = [];
  #state: Record<string, unknown> = { ...PROPERTIES };
  [name: string]: unknown;

  constructor(private readonly find: () => CanvasApi | undefined) {
    for (const name of STEPS)
      this[name] = (...data: unknown[]) => void this.#path.push({ method: name, data });
    for (const name of SAME) this[name] = (...data: unknown[]) => this.#record(name, data);
    for (const name of Object.keys(PROPERTIES)) {
      const setter = `set${name[0]?.toUpperCase()}${name.slice(1)}`;
      Object.defineProperty(this, name, {
        get: () => this.#state[name],
        set: (value: unknown) => {
          this.#state[name] = value;
          (this[setter] as (value: unknown) => void)(value);
        },
      });
    }
  }

  beginPath(): void {
    this.#path = [];
  }

  fill(): void {
    this.#record('fillPath', [...this.#path]);
  }

  stroke(): void {
    this.#record('strokePath', [...this.#path]);
  }

  clip(): void {
    this.#record('clip', [...this.#path]);
  }

  fillRect(...data: number[]): void {
    this.#record('fillPath', [{ method: 'rect', data }]);
  }

  strokeRect(...data: number[]): void {
    this.#record('strokePath', [{ method: 'rect', data }]);
  }

  setFillStyle(style: string | LegacyGradient): void {
    this.#record('setFillStyle', styleData(style));
  }

  setStrokeStyle(style: string | LegacyGradient): void {
    this.#record('setStrokeStyle', styleData(style));
  }

  setGlobalAlpha(alpha: number): void {
    this.#record('setGlobalAlpha', [Math.floor(255 * alpha)]);
  }

  setFont(font: string): void {
    this.#state.font = font;
    this.#record('setFont', [font]);
  }

  setFontSize(size: number): void {
    this.#state.font = String(this.#state.font).replace(/[\d.]+px/, `${size}px`);
    this.#record('setFontSize', [size]);
  }

  setShadow(x: number, y: number, blur: number, colour: string): void {
    this.#record('setShadow', [x, y, blur, colourParts(colour)]);
  }

  setShadowColor(colour: string): void {
    this.#record('setShadowColor', [colourParts(colour)]);
  }

  createLinearGradient(...place: number[]): LegacyGradient {
    return new LegacyGradient('linear', place);
  }

  createCircularGradient(...place: number[]): LegacyGradient {
    return new LegacyGradient('radial', place);
  }

  measureText(text: string): { width: number } {
    const context = scratch();
    if (context === null) return { width: 0 };
    context.font = String(this.#state.font);
    return { width: context.measureText(text).width };
  }

  clearActions(): void {
    this.#actions = [];
  }

  /** What was recorded since the last call; it is forgotten. */
  getActions(): Action[] {
    const actions = this.#actions;
    this.clearActions();
    return actions;
  }

  /** Records what `getActions` of another context gave. */
  replay(actions: readonly Action[]): void {
    this.#actions.push(...actions);
  }

  /**
   * Draws what was recorded.
   * @param reserve keeps what is on the canvas
   */
  draw(reserve: boolean | (() => void) = false, done?: () => void): void {
    const finish = typeof reserve === 'function' ? reserve : done;
    void this.#play(this.getActions(), reserve === true).then(() => finish?.());
  }

  async #play(actions: readonly Action[], reserve: boolean): Promise<void> {
    const images = await loadImages(actions);
    const api = this.find();
    if (api === undefined) return;
    const { ratio } = api.fit();
    const context = api.canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!reserve) context.clearRect(0, 0, api.canvas.width / ratio, api.canvas.height / ratio);
    context.save();
    playActions(context, actions, images);
    context.restore();
  }

  #record(method: string, data: readonly unknown[]): void {
    this.#actions.push({ method, data });
  }
}

function styleData(style: string | LegacyGradient): unknown[] {
  return style instanceof LegacyGradient ? style.data() : ['normal', colourParts(style)];
}

async function loadImages(actions: readonly Action[]): Promise<Map<string, HTMLImageElement>> {
  const images = new Map<string, HTMLImageElement>();
  const sources = actions.flatMap(({ method, data }) => (method === 'drawImage' ? data[0] : []));
  await Promise.all([...new Set(sources)].map((source) => load(String(source), images)));
  return images;
}

async function load(source: string, into: Map<string, HTMLImageElement>): Promise<void> {
  const image = new Image();
  image.src = readableUrl(source);
  await image.decode().then(
    () => into.set(source, image),
    () => console.warn(`drawImage: cannot load ${source}`),
  );
}
