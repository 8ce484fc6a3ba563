/** What wxs gets from its host: the names of constructors, and the elements it may move without the script's help. */
import type * as glassEasel from 'glass-easel';
import { domOf } from './backend';
import { report } from './report';

/** Segment of an element's style that is wxs' own. */
const SEGMENT = 2;

interface Caller {
  readonly _$?: glassEasel.GeneralComponent;
  [method: string]: unknown;
}

const states = new WeakMap<object, object>();
const descriptors = new WeakMap<object, ComponentDescriptor>();

function styleText(style: string | Record<string, unknown>): string {
  if (typeof style === 'string') return style;
  const name = (key: string) => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return Object.entries(style)
    .map(([key, value]) => `${name(key)}:${value}`)
    .join(';');
}

/** `ComponentDescriptor` of WeChat. */
class ComponentDescriptor {
  constructor(private readonly element: glassEasel.Element) {}

  selectComponent(selector: string): ComponentDescriptor | null {
    const found = this.#root()?.querySelector(selector);
    return found ? descriptorOf(found) : null;
  }

  selectAllComponents(selector: string): ComponentDescriptor[] {
    return (this.#root()?.querySelectorAll(selector) ?? []).map(descriptorOf);
  }

  setStyle(style: string | Record<string, unknown>): this {
    this.element.setNodeStyle(styleText(style), SEGMENT);
    return this;
  }

  addClass(names: string): this {
    this.element.toggleNodeClass(names, true, SEGMENT);
    return this;
  }

  removeClass(names: string): this {
    this.element.toggleNodeClass(names, false, SEGMENT);
    return this;
  }

  hasClass(name: string): boolean {
    return [...(domOf(this.element)?.classList ?? [])].some(
      (one) => one === name || one.endsWith(`--${name}`),
    );
  }

  getDataset(): Record<string, unknown> {
    return { ...this.element.dataset };
  }

  getState(): object {
    const state = states.get(this.element) ?? {};
    states.set(this.element, state);
    return state;
  }

  callMethod(name: string, argument?: unknown): void {
    const caller = this.element.asGeneralComponent()?.getMethodCaller() as Caller | undefined;
    try {
      (caller?.[name] as ((value: unknown) => void) | undefined)?.call(caller, argument);
    } catch (error) {
      report(error, `wxs callMethod ${name}`);
    }
  }

  triggerEvent(name: string, detail?: unknown, options?: glassEasel.EventOptions): void {
    this.element.triggerEvent(name, detail, options);
  }

  getComputedStyle(names: readonly string[]): Record<string, string> {
    const dom = domOf(this.element);
    const style = dom && getComputedStyle(dom);
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(name) ?? '']));
  }

  getBoundingClientRect(): object {
    const { left, right, top, bottom, width, height } =
      domOf(this.element)?.getBoundingClientRect() ?? new DOMRect();
    return { left, right, top, bottom, width, height };
  }

  requestAnimationFrame(callback: () => void): void {
    window.requestAnimationFrame(callback);
  }

  setTimeout(callback: () => void, delay: number): ReturnType<typeof setTimeout> {
    return setTimeout(callback, delay);
  }

  clearTimeout(id: ReturnType<typeof setTimeout>): void {
    clearTimeout(id);
  }

  #root(): glassEasel.ShadowRoot | null | undefined {
    const component = this.element.asGeneralComponent();
    return component?.getShadowRoot() ?? this.element.ownerShadowRoot;
  }
}

function descriptorOf(element: glassEasel.Element): ComponentDescriptor {
  const known = descriptors.get(element);
  if (known) return known;
  const fresh = new ComponentDescriptor(element);
  descriptors.set(element, fresh);
  return fresh;
}

type ChangeListener = (value: unknown, old: unknown, owner: unknown, instance: unknown) => void;
type EventFunction = (event: object, owner?: unknown) => unknown;

/** Where a function comes from, as the template compiler says it: 0 is data. */
type LvaluePath = readonly [kind: number, ...rest: unknown[]] | null | undefined;

/** Whether a handler is the component's own method; the compiler knows the path of simple expressions only. */
function isMethod(caller: Caller, listener: EventFunction, path: LvaluePath): boolean {
  if (path) return path[0] === 0;
  const { _$methodMap: methods = {} } = caller._$ as unknown as { _$methodMap?: object };
  return caller[listener.name] === listener || Object.values(methods).includes(listener);
}

/** The hooks compiled templates call: `change:prop` listeners, and event handlers that are wxs functions. */
export const wxsHooks = {
  changeProp(listener: ChangeListener) {
    return (
      value: unknown,
      old: unknown,
      host: glassEasel.Element,
      element: glassEasel.Element,
    ): void =>
      // The element is not in its tree yet while a template is created.
      queueMicrotask(() => {
        try {
          listener(value, old, descriptorOf(host), descriptorOf(element));
        } catch (error) {
          report(error, 'wxs change:prop');
        }
      });
  },

  event(
    caller: Caller,
    event: object & { currentTarget?: unknown },
    listener: EventFunction,
    path: LvaluePath,
  ): unknown {
    if (!caller._$ || isMethod(caller, listener, path)) return listener.call(caller, event);
    const { element } = event as { element?: glassEasel.Element };
    const instance = element ? descriptorOf(element) : undefined;
    return listener(Object.assign(event, { instance }), descriptorOf(caller._$));
  },
};

/** In wxs `[].constructor` is the text `Array`; the build writes `constructor` as this name. */
export function defineConstructorNames(): void {
  Object.defineProperty(Object.prototype, '__wxsConstructor', {
    configurable: true,
    get(this: object) {
      return this.constructor?.name ?? 'Object';
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, '__wxsConstructor', {
        value,
        writable: true,
        configurable: true,
      });
    },
  });
}
