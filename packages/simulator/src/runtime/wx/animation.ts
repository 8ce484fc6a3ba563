/** `wx.createAnimation` and the `animation` property. */
import { rewriteLengths } from '../../build/units';
import { type Host, onCommonUpdate } from '../components/engine';
import type { ApiGroup, Options } from './api';

/** One step of an animation: what it ends in, and how it gets there. */
interface Step {
  readonly transforms: readonly string[];
  readonly styles: Readonly<Record<string, string>>;
  readonly option: {
    readonly duration: number;
    readonly timing: string;
    readonly delay: number;
    readonly origin: string;
  };
}

/** What `export` gives. */
interface Exported {
  readonly actions: readonly Step[];
}

function px(value: unknown): string {
  return typeof value === 'number' ? `${value}px` : rewriteLengths(String(value));
}

const deg = (value: number) => `${value}deg`;
const plain = (value: unknown) => String(value);
const TRANSFORMS: Readonly<Record<string, (value: never) => string>> = {
  rotate: deg,
  rotateX: deg,
  rotateY: deg,
  rotateZ: deg,
  rotate3d: plain,
  scale: plain,
  scaleX: plain,
  scaleY: plain,
  scaleZ: plain,
  scale3d: plain,
  translate: px,
  translateX: px,
  translateY: px,
  translateZ: px,
  translate3d: px,
  skew: deg,
  skewX: deg,
  skewY: deg,
  matrix: plain,
  matrix3d: plain,
};
const STYLES: Readonly<Record<string, (value: unknown) => string>> = {
  opacity: plain,
  backgroundColor: plain,
  width: px,
  height: px,
  left: px,
  right: px,
  top: px,
  bottom: px,
};

/** `Animation` of WeChat. */
class Animation {
  #steps: Step[] = [];
  #transforms: string[] = [];
  #styles: Record<string, string> = {};
  #options: Options;
  [name: string]: unknown;

  constructor(options: Options = {}) {
    this.#options = options;
    for (const [name, format] of Object.entries(TRANSFORMS)) {
      this[name] = (...values: never[]) => {
        const shown =
          name === 'rotate3d' && values.length === 4
            ? [...values.slice(0, 3), deg(values[3] as unknown as number)]
            : values.map(format);
        this.#transforms.push(`${name}(${shown.join(', ')})`);
        return this;
      };
    }
    for (const [name, format] of Object.entries(STYLES)) {
      this[name] = (value: unknown) => {
        this.#styles[name] = format(value);
        return this;
      };
    }
  }

  step(options: Options = {}): this {
    const {
      duration = 400,
      timingFunction = 'linear',
      delay = 0,
      transformOrigin = '50% 50% 0',
    } = { ...this.#options, ...options };
    this.#steps.push({
      transforms: [...this.#transforms],
      styles: { ...this.#styles },
      option: { duration, timing: timingFunction, delay, origin: transformOrigin },
    });
    this.#transforms = [];
    return this;
  }

  export(): Exported {
    const actions = this.#steps;
    this.#steps = [];
    return { actions };
  }
}

const playing = new WeakMap<HTMLElement, number>();

function play({ element }: Host, { actions }: Exported): void {
  const run = (playing.get(element) ?? 0) + 1;
  playing.set(element, run);
  const next = (index: number) => {
    const step = actions[index];
    if (step === undefined || playing.get(element) !== run) return;
    const { duration, timing, delay, origin } = step.option;
    // The look before must be laid out, or there is nothing to change from.
    void element.offsetWidth;
    element.style.transition = `all ${duration}ms ${timing} ${delay}ms`;
    element.style.transformOrigin = origin;
    if (step.transforms.length > 0) element.style.transform = step.transforms.join(' ');
    Object.assign(element.style, step.styles);
    setTimeout(() => next(index + 1), duration + delay);
  };
  requestAnimationFrame(() => next(0));
}

/** Lets every built-in component have an `animation`. */
export function enableAnimations(): void {
  onCommonUpdate((host, changed) => {
    const value = host.data.animation as Exported | null;
    if (changed.has('animation') && value?.actions?.length) play(host, value);
  });
}

export const animation: ApiGroup = {
  createAnimation: (options?: Options) => new Animation(options),
};
