/**
 * Every change we make to the framework (glass-easel and its adapter, 0.12.1), in one place:
 * - events carry plain `target` and `currentTarget` objects, as WeChat's do;
 * - ids and `data-*` are written to the DOM, for CSS and for tests;
 * - inline styles may use `rpx`;
 * - children of several slots keep their order;
 * - behaviors may be named by address (`wx://form-field`);
 * - `styleIsolation` and `addGlobalClass` are also taken from the script's options;
 * - `ready` is triggered, which the framework leaves to its host;
 * - a component may have a property called `data`;
 * - members of components that the adapter lacks.
 */
import * as glassEasel from 'glass-easel';
import { builder, CodeSpace, component } from 'glass-easel-miniprogram-adapter';
import { rewriteLengths } from '../build/units';
import { domOf } from './backend';
import { resolveBehavior } from './behaviors';
import { viewOrigin } from './viewport';

type AnyElement = glassEasel.Element & { _$?: glassEasel.Element };

/** An element as an event names it. */
interface EventElement {
  readonly id: string;
  readonly dataset: Record<string, unknown>;
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

function describe(caller: AnyElement): EventElement {
  const element = caller._$ ?? caller;
  const box = domOf(element)?.getBoundingClientRect();
  const origin = viewOrigin();
  return {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: Math.round((box?.left ?? 0) - origin.left),
    offsetTop: Math.round((box?.top ?? 0) - origin.top + origin.scroll),
  };
}

function patchEvents() {
  const proto = glassEasel.Event.prototype;
  proto.wrapShadowedEvent = function wrap(
    this: glassEasel.Event<unknown>,
    target,
    mark,
    currentTarget,
  ) {
    const event = Object.create(this);
    // For wxs only; programs write events down, so it must not be seen.
    Object.defineProperty(event, 'element', {
      value: (currentTarget as AnyElement)._$ ?? currentTarget,
    });
    return Object.assign(event, {
      type: this.type,
      timeStamp: Math.round(performance.now()),
      detail: this.detail,
      mark,
      mut: false,
      ...this.extraFields,
      target: describe(target as AnyElement),
      currentTarget: describe(currentTarget as AnyElement),
    });
  };
}

function patchElements() {
  const proto = glassEasel.Element.prototype;
  const id = Object.getOwnPropertyDescriptor(proto, 'id');
  Object.defineProperty(proto, 'id', {
    ...id,
    set(this: glassEasel.Element, value: unknown) {
      id?.set?.call(this, value);
      const dom = domOf(this);
      if (dom) dom.id = String(value ?? '');
    },
  });
  const { setDataset, setNodeStyle } = proto;
  proto.setDataset = function set(this: glassEasel.Element, name, value) {
    setDataset.call(this, name, value);
    const attribute = `data-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
    try {
      domOf(this)?.setAttribute(
        attribute,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      );
    } catch {
      // A name that cannot be an attribute, or data that cannot be written down: only selectors would need it.
    }
  };
  proto.setNodeStyle = function set(this: glassEasel.Element, style, index) {
    setNodeStyle.call(this, rewriteLengths(String(style ?? '')), index);
  };
}

interface StyleOptions {
  readonly styleIsolation?: string;
  readonly addGlobalClass?: boolean;
}

function patchStyleIsolation() {
  const proto = CodeSpace.prototype as unknown as {
    prepareComponentOptions(this: CodeSpace, is: string, options?: StyleOptions): unknown;
  };
  const { prepareComponentOptions } = proto;
  proto.prepareComponentOptions = function prepare(is, options) {
    const config = this.getComponentStaticConfig(is);
    const isolation =
      options?.styleIsolation ?? (options?.addGlobalClass ? 'apply-shared' : undefined);
    if (config && isolation && config.styleIsolation === undefined) {
      this.addComponentStaticConfig(is, { ...config, styleIsolation: isolation as never });
    }
    return prepareComponentOptions.call(this, is, options);
  };
}

/** Adds members to every page and component instance. */
export function extendComponents(
  members: Record<string, (this: component.GeneralComponent, ...args: never[]) => unknown>,
) {
  Object.assign(component.ComponentCaller.prototype, members);
}

const waiting: glassEasel.GeneralComponent[] = [];

/** Triggers `ready` of what was attached since the last time, inner components first. */
export function flushReady(): void {
  for (const one of waiting.splice(0).reverse()) one.triggerLifetime('ready', []);
}

/** Makes every component of a code space ready some time after it is attached. */
export function triggerReady(space: CodeSpace): void {
  const behavior = space
    .getComponentSpace()
    .define('sim://ready')
    .lifetime('attached', function attached(this: unknown) {
      const self = this as AnyElement;
      if (waiting.length === 0) queueMicrotask(() => setTimeout(flushReady));
      waiting.push((self._$ ?? self) as glassEasel.GeneralComponent);
    })
    .registerBehavior();
  space.setOverallBehavior(behavior as unknown as glassEasel.GeneralBehavior);
}

/** Several children put into several slots at once come out in the wrong order; one at a time they do not. */
function patchSlots() {
  const proto = glassEasel.Element.prototype;
  const { insertChildren } = proto;
  proto.insertChildren = function insert(this: glassEasel.Element, children, index) {
    const component = this.asGeneralComponent();
    const several = component?.getComponentOptions().multipleSlots && children.length > 1;
    if (!several) {
      insertChildren.call(this, children, index);
      return;
    }
    for (const [at, child] of children.entries()) {
      insertChildren.call(this, [child], index < 0 ? index : index + at);
    }
  };
}

function patchBehaviors() {
  const proto = Object.getPrototypeOf(builder.ComponentBuilder.prototype);
  const { definition } = proto;
  proto.definition = function define(this: unknown, given: { behaviors?: unknown[] }) {
    if (given.behaviors) given.behaviors = given.behaviors.map(resolveBehavior);
    return definition.call(this, given);
  };
}

/** A property `data` hides the member of that name that `this.data` is read from. */
function patchData() {
  const read = Object.getOwnPropertyDescriptor(glassEasel.Component.prototype, 'data')?.get;
  const proto = component.ComponentCaller.prototype;
  for (const name of ['data', 'properties'] as const) {
    const own = Object.getOwnPropertyDescriptor(proto, name);
    Object.defineProperty(proto, name, {
      ...own,
      get(this: component.GeneralComponent) {
        return read?.call(this._$);
      },
    });
  }
}

/** Applies every patch; once, before anything is defined. */
export function patchFramework(): void {
  patchEvents();
  patchElements();
  patchStyleIsolation();
  patchSlots();
  patchBehaviors();
  patchData();
}
