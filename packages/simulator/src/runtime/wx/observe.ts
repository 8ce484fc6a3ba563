/** `createIntersectionObserver` and `createMediaQueryObserver`. */
import type * as glassEasel from 'glass-easel';
import { domOf } from '../backend';
import { matchesMedia } from '../media_query';
import { phone } from '../phone';
import { report } from '../report';
import { viewOrigin } from '../viewport';
import type { ApiGroup, Options } from './api';
import { findElement, select } from './query';

interface Margins {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

/** A box as WeChat gives it: from the corner of the page's visible part. */
function plain(rect: DOMRectReadOnly | null): object {
  const box = rect ?? new DOMRect();
  const origin = viewOrigin();
  const { width, height } = box;
  const left = box.left - origin.left;
  const top = box.top - origin.top;
  return { left, top, right: left + width, bottom: top + height, width, height };
}

type Seen = (result: object) => void;

/** `IntersectionObserver` of WeChat. */
export class ElementObserver {
  #root: Element | null = null;
  #margin = '0px';
  #observer: IntersectionObserver | undefined;
  #last = new Map<Element, number>();

  constructor(
    private readonly caller: unknown,
    private readonly options: Options = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#root = findElement(selector, this.caller) ?? null;
    return this.#setMargin(margins);
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#root = phone.router.top?.scroll ?? null;
    return this.#setMargin(margins);
  }

  observe(selector: string, callback: Seen): void {
    this.disconnect();
    const { observeAll = false, thresholds = [0] } = this.options;
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) this.#tell(entry, callback);
      },
      { root: this.#root, rootMargin: this.#margin, threshold: thresholds },
    );
    for (const target of select(selector, this.caller, observeAll)) {
      const dom = domOf(target);
      if (dom) this.#observer.observe(dom);
    }
  }

  disconnect(): void {
    this.#observer?.disconnect();
    this.#last.clear();
  }

  #tell(entry: IntersectionObserverEntry, callback: Seen): void {
    const { thresholds = [0], initialRatio = 0 } = this.options;
    const { target, intersectionRatio: ratio, isIntersecting } = entry;
    const before = this.#last.get(target) ?? initialRatio;
    this.#last.set(target, ratio);
    // The browser always reports once; WeChat only when a threshold is crossed.
    if (!crosses(before, ratio, isIntersecting, thresholds)) return;
    const { __wxElement: element } = target as Element & { __wxElement?: glassEasel.Element };
    attempt('wx.createIntersectionObserver', callback, {
      id: element?.id ?? '',
      dataset: { ...element?.dataset },
      intersectionRatio: ratio,
      intersectionRect: plain(entry.intersectionRect),
      boundingClientRect: plain(entry.boundingClientRect),
      relativeRect: plain(entry.rootBounds),
      time: Date.now(),
    });
  }

  #setMargin({ left = 0, right = 0, top = 0, bottom = 0 }: Margins): this {
    this.#margin = `${top}px ${right}px ${bottom}px ${left}px`;
    return this;
  }
}

function crosses(
  before: number,
  after: number,
  intersects: boolean,
  thresholds: readonly number[],
): boolean {
  if (before === after) return before === 0 && intersects;
  const [low, high] = before < after ? [before, after] : [after, before];
  return thresholds.some((one) => low <= one && one <= high && (one !== 0 || low === 0));
}

function attempt<T>(where: string, callback: (value: T) => void, value: T) {
  try {
    callback(value);
  } catch (error) {
    report(error, where);
  }
}

/** `MediaQueryObserver` of WeChat: tells at once, and whenever the answer changes. */
export class MediaObserver {
  #off: (() => void) | undefined;

  observe(query: Readonly<Record<string, unknown>>, callback: (r: { matches: boolean }) => void) {
    this.disconnect();
    let last: boolean | undefined;
    const tell = () => {
      const matches = matchesMedia(query);
      if (matches === last) return;
      last = matches;
      attempt('wx.createMediaQueryObserver', callback, { matches });
    };
    this.#off = phone.bus.on('resize', tell);
    tell();
  }

  disconnect(): void {
    this.#off?.();
    this.#off = undefined;
  }
}

export const observe: ApiGroup = {
  createIntersectionObserver: (caller: unknown, options?: Options) =>
    new ElementObserver(caller, options),
  createMediaQueryObserver: () => new MediaObserver(),
};
