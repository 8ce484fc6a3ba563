/** `createSelectorQuery`, over the framework's own selectors. */
import type * as glassEasel from 'glass-easel';
import { domOf } from '../backend';
import { mountedOn } from '../components/engine';
import { phone } from '../phone';
import { report } from '../report';
import { viewOrigin, viewSize } from '../viewport';
import type { ApiGroup } from './api';

interface Caller {
  readonly _$: glassEasel.GeneralComponent;
}

function scopeOf(caller: unknown): glassEasel.GeneralComponent | undefined {
  const given = caller as Partial<Caller> | undefined;
  return given?._$ ?? (phone.router.top?.instance as unknown as Caller | undefined)?._$;
}

/** Elements of a page or component; the page on top without a caller. */
export function select(selector: string, caller: unknown, all: boolean): glassEasel.Element[] {
  const root = scopeOf(caller)?.getShadowRoot();
  if (!root) return [];
  if (all) return root.querySelectorAll(selector);
  const found = root.querySelector(selector);
  return found ? [found] : [];
}

/** The DOM element of the first match, for contexts of canvases and films. */
export function findElement(selector: string, caller?: unknown): HTMLElement | undefined {
  const [found] = select(selector, caller, false);
  return found && domOf(found);
}

interface Fields {
  readonly id?: boolean;
  readonly dataset?: boolean;
  readonly mark?: boolean;
  readonly rect?: boolean;
  readonly size?: boolean;
  readonly scrollOffset?: boolean;
  readonly properties?: readonly string[];
  readonly computedStyle?: readonly string[];
  readonly context?: boolean;
  readonly node?: boolean;
  readonly ref?: boolean;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function scrollBox(dom: HTMLElement): HTMLElement {
  return dom.tagName === 'WX-SCROLL-VIEW'
    ? ((dom.firstElementChild as HTMLElement | null) ?? dom)
    : dom;
}

function nodeOf(dom: HTMLElement): unknown {
  const api = mountedOn(dom)?.view.api as { node?: unknown } | undefined;
  return api?.node instanceof HTMLCanvasElement ? api.node : api;
}

function read(element: glassEasel.Element, fields: Fields): Record<string, unknown> {
  const dom = domOf(element);
  const result: Record<string, unknown> = {};
  if (fields.id) result.id = element.id;
  if (fields.dataset) result.dataset = { ...element.dataset };
  if (fields.mark) result.mark = element.collectMarks();
  if (dom === undefined) return result;
  const box = dom.getBoundingClientRect();
  const origin = viewOrigin();
  if (fields.rect)
    Object.assign(result, {
      left: box.left - origin.left,
      right: box.right - origin.left,
      top: box.top - origin.top,
      bottom: box.bottom - origin.top,
    });
  if (fields.size) Object.assign(result, { width: box.width, height: box.height });
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = scrollBox(dom);
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  if (fields.node)
    Object.assign(result, {
      node: nodeOf(dom),
      nodeCanvasType: (mountedOn(dom)?.host.data.type as string) ?? '',
    });
  if (fields.context) result.context = mountedOn(dom)?.view.api;
  const style = fields.computedStyle?.length ? getComputedStyle(dom) : undefined;
  for (const name of fields.computedStyle ?? [])
    result[name] = style?.getPropertyValue(name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`));
  const data = (element as glassEasel.Element & { data?: Record<string, unknown> }).data ?? {};
  for (const name of fields.properties ?? []) result[name] = data[camel(name)];
  return result;
}

function readViewport(fields: Fields): Record<string, unknown> {
  const { width, height } = viewSize();
  const page = phone.router.top;
  const result: Record<string, unknown> = {};
  if (fields.id) result.id = '';
  if (fields.dataset) result.dataset = {};
  if (fields.rect) Object.assign(result, { left: 0, top: 0, right: width, bottom: height });
  if (fields.size) Object.assign(result, { width, height });
  if (fields.scrollOffset && page) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = page.scroll;
    Object.assign(result, { scrollLeft, scrollTop, scrollWidth, scrollHeight });
  }
  return result;
}

type Callback = (result: unknown) => void;

/** What `select` gives: every member asks for something and gives the query back. */
interface NodesRef {
  fields(fields: Fields, callback?: Callback): SelectorQuery;
  boundingClientRect(callback?: Callback): SelectorQuery;
  scrollOffset(callback?: Callback): SelectorQuery;
  context(callback?: Callback): SelectorQuery;
  node(callback?: Callback): SelectorQuery;
}

/** `SelectorQuery` of WeChat. */
export class SelectorQuery {
  #caller: unknown;
  #queue: { run: () => unknown; callback: Callback | undefined }[] = [];

  constructor(caller?: unknown) {
    this.#caller = caller;
  }

  in(caller: unknown): this {
    this.#caller = caller;
    return this;
  }

  select(selector: string): NodesRef {
    return this.#ref((caller, fields) => {
      const [found] = select(selector, caller, false);
      return found ? read(found, fields) : null;
    });
  }

  selectAll(selector: string): NodesRef {
    return this.#ref((caller, fields) =>
      select(selector, caller, true).map((one) => read(one, fields)),
    );
  }

  selectViewport(): NodesRef {
    return this.#ref((_caller, fields) => readViewport(fields));
  }

  exec(callback?: (results: unknown[]) => void): this {
    const queue = this.#queue;
    const finish = () => {
      const results = queue.map(({ run }) => run());
      for (const [index, one] of queue.entries()) attempt(one.callback, results[index]);
      attempt(callback as Callback | undefined, results);
    };
    // As on a phone the answer comes after the next layout.
    setTimeout(finish);
    return this;
  }

  #ref(run: (caller: unknown, fields: Fields) => unknown): NodesRef {
    const push = (fields: Fields, callback?: Callback) => {
      const caller = this.#caller;
      this.#queue.push({ run: () => run(caller, fields), callback });
      return this;
    };
    return {
      fields: push,
      boundingClientRect: (callback?: Callback) =>
        push({ id: true, dataset: true, rect: true, size: true }, callback),
      scrollOffset: (callback?: Callback) =>
        push({ id: true, dataset: true, scrollOffset: true }, callback),
      context: (callback?: Callback) => push({ context: true }, callback),
      node: (callback?: Callback) => push({ node: true }, callback),
    };
  }
}

function attempt(callback: Callback | undefined, value: unknown) {
  try {
    callback?.(value);
  } catch (error) {
    report(error, 'wx.createSelectorQuery');
  }
}

export const query: ApiGroup = {
  createSelectorQuery: () => new SelectorQuery(),
};
