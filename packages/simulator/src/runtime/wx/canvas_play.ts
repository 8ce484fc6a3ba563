/** Plays recorded calls of the canvas of 2016, as `getActions` gives them and as programs of that time have stored them. */

/** One recorded call. Paths are one call: `{ method: 'strokePath', data: [{ method: 'moveTo', data: [1, 2] }, …] }`. */
export interface Action {
  readonly method: string;
  readonly data: readonly unknown[];
}

type Context = CanvasRenderingContext2D;
type Images = ReadonlyMap<string, HTMLImageElement>;
// biome-ignore lint/suspicious/noExplicitAny: stored data, of any program and any year
type Data = readonly any[];

/** `[255, 0, 0, 255]`, red to alpha, as WeChat records a colour; a CSS colour is taken too. */
export function cssColour(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  const [red = 0, green = 0, blue = 0, alpha = 255] = value as number[];
  return `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
}

function gradient(context: Context, [kind, place, stops]: Data): CanvasGradient {
  const made =
    kind === 'linear'
      ? context.createLinearGradient(place[0], place[1], place[2], place[3])
      : context.createRadialGradient(place[0], place[1], 0, place[0], place[1], place[2]);
  for (const [at, colour] of stops) made.addColorStop(at, cssColour(colour));
  return made;
}

function styleOf(context: Context, data: Data): string | CanvasGradient {
  const [kind, value] = data;
  if (kind === 'linear' || kind === 'radial') return gradient(context, data);
  return cssColour(kind === 'normal' ? value : kind);
}

/** Steps of a path are methods of the browser's context under the same names. */
const STEPS = new Set([
  ...['beginPath', 'closePath', 'moveTo', 'lineTo', 'arc', 'arcTo', 'rect', 'ellipse'],
  ...['bezierCurveTo', 'quadraticCurveTo'],
]);

function trace(context: Context, path: Data): void {
  context.beginPath();
  for (const { method, data } of path as readonly Action[])
    if (STEPS.has(method)) (context[method as 'arc'] as (...a: Data) => void)(...data);
}

function drawImage(context: Context, images: Images, [source, ...place]: Data): void {
  const image = images.get(source);
  if (image === undefined) return;
  const at = place.length === 0 ? [0, 0] : place;
  (context.drawImage as (...a: Data) => void)(image, ...at);
}

/** Properties of the browser's context that a setter of 2016 sets as they are. */
const PLAIN: Readonly<Record<string, string>> = {
  setLineWidth: 'lineWidth',
  setLineCap: 'lineCap',
  setLineJoin: 'lineJoin',
  setMiterLimit: 'miterLimit',
  setTextAlign: 'textAlign',
  setFont: 'font',
  setGlobalCompositeOperation: 'globalCompositeOperation',
  setLineDashOffset: 'lineDashOffset',
  setShadowBlur: 'shadowBlur',
  setShadowOffsetX: 'shadowOffsetX',
  setShadowOffsetY: 'shadowOffsetY',
  setImageSmoothingEnabled: 'imageSmoothingEnabled',
};

const PLAYERS: Readonly<Record<string, (context: Context, data: Data, images: Images) => void>> = {
  setFillStyle: (context, data) => {
    context.fillStyle = styleOf(context, data);
  },
  setStrokeStyle: (context, data) => {
    context.strokeStyle = styleOf(context, data);
  },
  setGlobalAlpha: (context, [alpha]) => {
    context.globalAlpha = alpha / 255;
  },
  setFontSize: (context, [size]) => {
    context.font = context.font.replace(/[\d.]+px/, `${size}px`);
  },
  setTextBaseline: (context, [value]) => {
    context.textBaseline = value === 'normal' ? 'alphabetic' : value;
  },
  setShadowColor: (context, [colour]) => {
    context.shadowColor = cssColour(colour);
  },
  setShadow: (context, [x, y, blur, colour]) => {
    Object.assign(context, { shadowOffsetX: x, shadowOffsetY: y, shadowBlur: blur });
    context.shadowColor = cssColour(colour);
  },
  setLineDash: (context, [pattern, offset = 0]) => {
    context.setLineDash(pattern);
    context.lineDashOffset = offset;
  },
  fillPath: (context, path) => {
    trace(context, path);
    context.fill();
  },
  strokePath: (context, path) => {
    trace(context, path);
    context.stroke();
  },
  clip: (context, path) => {
    trace(context, path);
    context.clip();
  },
  drawImage: (context, data, images) => drawImage(context, images, data),
};

/** Methods that WeChat records as they are called. */
const SAME = new Set([
  ...['save', 'restore', 'scale', 'rotate', 'translate', 'transform'],
  ...['clearRect', 'fillText', 'strokeText'],
]);

/**
 * Plays actions onto a canvas; what is not known is passed over.
 * @param images pictures of `drawImage` by their address
 */
export function playActions(context: Context, actions: readonly Action[], images: Images): void {
  const base = context.getTransform();
  for (const { method, data = [] } of actions) {
    const player = PLAYERS[method];
    const property = PLAIN[method];
    if (player !== undefined) player(context, data, images);
    else if (property !== undefined) Object.assign(context, { [property]: data[0] });
    else if (SAME.has(method)) (context[method as 'scale'] as (...a: Data) => void)(...data);
    else if (method === 'setTransform') {
      context.setTransform(base);
      (context.transform as (...a: Data) => void)(...data);
    }
  }
}
