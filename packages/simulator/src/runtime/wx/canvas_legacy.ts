/** The canvas context of 2016: calls are recorded, `draw` plays them in CSS pixels onto the canvas. */
import type { CanvasApi } from '../components/canvas';
import { readableUrl } from '../sources';

type Call = (context: CanvasRenderingContext2D, images: Map<string, HTMLImageElement>) => void;

/** One recorded call, as `getActions` gives it and `drawCanvas` takes it. */
interface Action {
  readonly method: string;
  readonly data: readonly unknown[];
}

/** Setters of the legacy context → property of the browser's. */
const SETTERS: Readonly<Record<string, string>> = {
  setFillStyle: 'fillStyle',
  setStrokeStyle: 'strokeStyle',
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setGlobalAlpha: 'globalAlpha',
  setTextAlign: 'textAlign',
  setGlobalCompositeOperation: 'globalCompositeOperation',
  setLineDashOffset: 'lineDashOffset',
};

const METHODS = [
  'beginPath',
  'closePath',
  'moveTo',
  'lineTo',
  'arc',
  'arcTo',
  'rect',
  'bezierCurveTo',
  'quadraticCurveTo',
  'fill',
  'stroke',
  'fillRect',
  'strokeRect',
  'clearRect',
  'fillText',
  'strokeText',
  'save',
  'restore',
  'scale',
  'rotate',
  'translate',
  'transform',
  'setTransform',
  'clip',
  'ellipse',
] as const;

const PROPERTIES = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'miterLimit',
  'globalAlpha',
  'textAlign',
  'textBaseline',
  'font',
  'globalCompositeOperation',
  'lineDashOffset',
  'shadowBlur',
  'shadowColor',
  'shadowOffsetX',
  'shadowOffsetY',
  'imageSmoothingEnabled',
] as const;

/** A gradient that is made once there is a canvas. */
class LegacyGradient {
  #stops: [number, string][] = [];

  constructor(private readonly make: (context: CanvasRenderingContext2D) => CanvasGradient) {}

  addColorStop(at: number, colour: string): void {
    this.#stops.push([at, colour]);
  }

  build(context: CanvasRenderingContext2D): CanvasGradient {
    const gradient = this.make(context);
    for (const [at, colour] of this.#stops) gradient.addColorStop(at, colour);
    return gradient;
  }
}

let measuring: CanvasRenderingContext2D | null | undefined;

/** The context that `wx.createCanvasContext` gives. */
export class LegacyContext {
  #calls: Call[] = [];
  #actions: Action[] = [];
  #sources = new Set<string>();
  #state: Record<string, unknown> = {
    fillStyle: '#000000',
    strokeStyle: '#000000',
    font: '10px sans-serif',
    lineWidth: 1,
    globalAlpha: 1,
  };
  [name: string]: unknown;

  constructor(private readonly find: () => CanvasApi | undefined) {
    for (const name of METHODS)
      this[name] = (...args: unknown[]) =>
        this.#record(name, args, (context) =>
          (context[name] as (...a: unknown[]) => void)(...args),
        );
    for (const [setter, property] of Object.entries(SETTERS))
      this[setter] = (value: unknown) => this.#set(property, value);
    for (const property of PROPERTIES) {
      Object.defineProperty(this, property, {
        get: () => this.#state[property],
        set: (value: unknown) => this.#set(property, value),
      });
    }
  }

  setFontSize(size: number): void {
    const font = String(this.#state.font).replace(/[\d.]+px/, `${size}px`);
    this.#set('font', font);
  }

  setTextBaseline(value: string): void {
    this.#set('textBaseline', value === 'normal' ? 'alphabetic' : value);
  }

  setShadow(x: number, y: number, blur: number, colour: string): void {
    this.#set('shadowOffsetX', x);
    this.#set('shadowOffsetY', y);
    this.#set('shadowBlur', blur);
    this.#set('shadowColor', colour);
  }

  setLineDash(pattern: number[], offset = 0): void {
    this.#record('setLineDash', [pattern, offset], (context) => {
      context.setLineDash(pattern);
      context.lineDashOffset = offset;
    });
  }

  drawImage(source: string, ...args: number[]): void {
    this.#sources.add(source);
    this.#record('drawImage', [source, ...args], (context, images) => {
      const image = images.get(source);
      if (image)
        (context.drawImage as (...a: unknown[]) => void)(
          image,
          ...(args.length === 0 ? [0, 0] : args),
        );
    });
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): LegacyGradient {
    return new LegacyGradient((context) => context.createLinearGradient(x0, y0, x1, y1));
  }

  createCircularGradient(x: number, y: number, r: number): LegacyGradient {
    return new LegacyGradient((context) => context.createRadialGradient(x, y, 0, x, y, r));
  }

  measureText(text: string): { width: number } {
    measuring ??= document.createElement('canvas').getContext('2d');
    if (!measuring) return { width: 0 };
    measuring.font = String(this.#state.font);
    return { width: measuring.measureText(text).width };
  }

  clearActions(): void {
    this.#calls = [];
    this.#actions = [];
  }

  getActions(): Action[] {
    const actions = this.#actions;
    this.clearActions();
    return actions;
  }

  /** Records what `getActions` of another context gave. */
  replay(actions: readonly Action[]): void {
    for (const { method, data } of actions) {
      const member = this[method];
      if (typeof member === 'function') member.apply(this, [...data]);
      else this.#set(method, data[0]);
    }
  }

  /**
   * Draws what was recorded.
   * @param reserve keeps what is on the canvas
   */
  draw(reserve: boolean | (() => void) = false, done?: () => void): void {
    const calls = this.#calls;
    const sources = [...this.#sources];
    this.clearActions();
    this.#sources.clear();
    const finish = typeof reserve === 'function' ? reserve : done;
    void this.#play(calls, sources, reserve === true).then(() => finish?.());
  }

  async #play(calls: Call[], sources: string[], reserve: boolean): Promise<void> {
    const images = new Map<string, HTMLImageElement>();
    await Promise.all(sources.map((source) => load(source, images)));
    const api = this.find();
    if (api === undefined) return;
    const before = { width: api.canvas.width, height: api.canvas.height };
    const { ratio } = api.fit();
    const context = api.canvas.getContext('2d');
    if (!context) return;
    const sized = before.width === api.canvas.width && before.height === api.canvas.height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!reserve && sized)
      context.clearRect(0, 0, api.canvas.width / ratio, api.canvas.height / ratio);
    context.save();
    for (const call of calls) call(context, images);
    context.restore();
  }

  #set(property: string, value: unknown): void {
    this.#state[property] = value;
    this.#record(property, [value], (context) => {
      (context as unknown as Record<string, unknown>)[property] =
        value instanceof LegacyGradient ? value.build(context) : value;
    });
  }

  #record(method: string, data: readonly unknown[], call: Call): void {
    this.#calls.push(call);
    this.#actions.push({ method, data });
  }
}

async function load(source: string, into: Map<string, HTMLImageElement>): Promise<void> {
  const image = new Image();
  image.src = readableUrl(source);
  await image.decode().then(
    () => into.set(source, image),
    () => console.warn(`drawImage: cannot load ${source}`),
  );
}
