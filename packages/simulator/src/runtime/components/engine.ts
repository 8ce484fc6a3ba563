/**
 * How a built-in component is made: a file gives its properties, its CSS and a function that builds its DOM; this engine
 * makes a component of the framework from it. The framework sees an external component: it sets properties, puts children
 * into `slot`, and knows nothing of the DOM inside.
 */
import * as glassEasel from 'glass-easel';

/** Values of the properties of a component. */
// biome-ignore lint/suspicious/noExplicitAny: properties are typed by the framework at run time
export type Props = Record<string, any>;

/** How an event goes its way. */
export interface EmitOptions {
  readonly bubbles?: boolean;
  readonly composed?: boolean;
  /** Hears what the program's handlers return; false stops the event. */
  readonly handleListenerReturn?: (value: unknown) => boolean | undefined;
}

/** A component from the inside. */
export interface Host {
  /** The element in the page, `<wx-…>`. */
  readonly element: HTMLElement;
  readonly component: glassEasel.GeneralComponent;
  /** Current values of the properties; not to be read before the first `update`. */
  readonly data: Props;
  /** Triggers an event of the component; it does not bubble unless told so. */
  emit(type: string, detail?: unknown, options?: EmitOptions): void;
  /** Changes properties from the inside, as typing does; `model:` bindings follow. */
  set(values: Props): void;
}

/** What a control in a form can do. */
export interface FormControl {
  value(): unknown;
  reset(): void;
}

/** What the function of a built-in component returns. */
export interface View {
  /** Where children go; the component's own element without it. */
  readonly slot?: HTMLElement;
  /** Called with the names of the properties that were set, all of them the first time. */
  update?(changed: ReadonlySet<string>): void;
  attached?(): void;
  detached?(): void;
  /** For `form`. */
  readonly control?: FormControl;
  /** What a tap on a `label` does. */
  activate?(): void;
  /** For `wx.createXxxContext`. */
  readonly api?: object;
}

/** A built-in component. */
export interface BuiltIn {
  readonly tag: string;
  /** As in `Component({ properties })`. */
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly css?: string;
  /** Only says what it would be: programs that ask are told that it is not there. */
  readonly placeholder?: boolean;
  create(host: Host): View;
}

const ARIA =
  'Label Hidden Disabled Checked Selected Live Modal Haspopup Expanded Pressed Current Controls Owns Busy Level Invalid Required Readonly Valuemin Valuemax Valuenow Valuetext Describedby Labelledby Roledescription Multiline Orientation Atomic Relevant Posinset Setsize Role'.split(
    ' ',
  );

/** Properties that every built-in component has. */
const COMMON: Readonly<Record<string, unknown>> = {
  hidden: { type: Boolean, value: false },
  role: { type: String, value: '' },
  hoverClass: { type: String, value: '' },
  hoverStopPropagation: { type: Boolean, value: false },
  hoverStartTime: { type: Number, value: 50 },
  hoverStayTime: { type: Number, value: 400 },
  animation: { type: null, value: null },
  ...Object.fromEntries(ARIA.map((name) => [`aria${name}`, { type: null, value: null }])),
};

interface Mounted {
  readonly host: Host;
  readonly view: View;
}

const mounted = new WeakMap<object, Mounted>();

/** The built-in component on an element of the page. */
export function mountedOn(element: Element | null | undefined): Mounted | undefined {
  return element ? mounted.get(element) : undefined;
}

/** What happens to a property that every component has; set by the runtime. */
type CommonHook = (host: Host, changed: ReadonlySet<string>) => void;
const hooks: CommonHook[] = [];

/** Adds a look at every update of every built-in component (hover, animation). */
export function onCommonUpdate(hook: CommonHook): void {
  hooks.push(hook);
}

class MountEngine implements glassEasel.templateEngine.TemplateEngine {
  constructor(private readonly builtIn: BuiltIn) {}

  create(): glassEasel.templateEngine.Template {
    return { createInstance: (component) => mount(this.builtIn, component) };
  }
}

function mount(
  builtIn: BuiltIn,
  component: glassEasel.GeneralComponent,
): glassEasel.templateEngine.TemplateInstance {
  // A page that was left may still be given data; what it makes then is shown nowhere.
  const own = component.getBackendElement() as unknown as HTMLElement | null;
  const element = own ?? document.createElement(`wx-${builtIn.tag}`);
  let data: Props = {};
  const host: Host = {
    element,
    component,
    get data() {
      return data;
    },
    emit: (type, detail = {}, options = {}) => component.triggerEvent(type, detail, options),
    set(values) {
      component.setData(values as never);
    },
  };
  const view = builtIn.create(host);
  const slot = (view.slot ?? element) as unknown as glassEasel.GeneralBackendElement;
  mounted.set(element, { host, view });

  function update(changed: ReadonlySet<string>) {
    updateCommon(host, changed);
    view.update?.(changed);
  }

  return {
    shadowRoot: {
      root: element as unknown as glassEasel.GeneralBackendElement,
      slot,
      getIdMap: () => ({}),
      handleEvent: () => {},
      setListener: () => {},
    },
    initValues(values) {
      data = values as Props;
      update(new Set(Object.keys(data)));
    },
    updateValues(values, changes) {
      data = values as Props;
      update(new Set(changes.map(([path]) => String(path[0]))));
    },
  };
}

function updateCommon(host: Host, changed: ReadonlySet<string>) {
  const { element, data } = host;
  if (changed.has('hidden')) element.hidden = Boolean(data.hidden);
  for (const name of changed) {
    if (!name.startsWith('aria') && name !== 'role') continue;
    const attribute =
      name === 'ariaRole' || name === 'role' ? 'role' : `aria-${name.slice(4).toLowerCase()}`;
    const value = data[name];
    if (value !== null && value !== undefined && value !== '')
      element.setAttribute(attribute, String(value));
    else if (name !== 'role' && name !== 'ariaRole') element.removeAttribute(attribute);
  }
  for (const hook of hooks) hook(host, changed);
}

/** Defines a built-in component and makes it known to the program under its tag. */
export function define(
  builtIn: BuiltIn,
  global: glassEasel.ComponentSpace,
  space: glassEasel.ComponentSpace,
): void {
  const definition = global
    .define(`wx://${builtIn.tag}`)
    .options({
      externalComponent: true,
      templateEngine: new MountEngine(builtIn),
      propertyPassingDeepCopy: glassEasel.DeepCopyKind.None,
    })
    .definition({
      properties: { ...COMMON, ...builtIn.properties } as never,
      lifetimes: {
        attached(this: glassEasel.GeneralComponent) {
          viewOf(this)?.attached?.();
        },
        detached(this: glassEasel.GeneralComponent) {
          viewOf(this)?.detached?.();
        },
      },
    })
    .registerComponent();
  space.setGlobalUsingComponent(
    builtIn.tag,
    definition as unknown as glassEasel.GeneralComponentDefinition,
  );
}

function viewOf(component: glassEasel.GeneralComponent): View | undefined {
  return mountedOn(component.getBackendElement() as unknown as Element | null)?.view;
}

/** Stops the browser's own events of an inner element: the program gets the component's instead. */
export function contain(inner: HTMLElement, ...types: string[]): void {
  for (const type of types) inner.addEventListener(type, (event) => event.stopPropagation());
}
