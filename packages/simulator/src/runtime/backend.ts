/** Connects the framework to this document: prefixed elements, our own events, measures of the page. */
import * as glassEasel from 'glass-easel';
import { viewSize } from './viewport';

/** The backend of the phone. Events reach the framework through {@link PhoneBackend.dispatch} only. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super();
    this.document = {
      createElement: (tag: string) => document.createElement(`wx-${tag}`),
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    } as unknown as typeof this.document;
  }

  /** Everything is dispatched by the recogniser in `events.ts`, so there is nothing to listen to here. */
  override setListenerStats(): void {}

  override getWindowWidth(): number {
    return viewSize().width;
  }

  override getWindowHeight(): number {
    return viewSize().height;
  }

  /**
   * Hands an event to the framework.
   * @returns whether a listener asked that the browser does nothing more
   */
  dispatch(
    target: glassEasel.Element,
    type: string,
    detail: unknown,
    options: glassEasel.EventOptions,
  ): boolean {
    const event = new glassEasel.Event(type, detail, { capturePhase: true, ...options });
    glassEasel.Event.dispatchEvent(target, event);
    return event.defaultPrevented();
  }
}

/** The framework's element that a DOM node belongs to. */
export function elementOf(node: EventTarget | null): glassEasel.Element | undefined {
  let at = node as (Node & { __wxElement?: glassEasel.Element }) | null;
  while (at && !at.__wxElement) at = at.parentNode;
  return at?.__wxElement;
}

/** The DOM element of the framework's element; undefined for virtual ones. */
export function domOf(element: glassEasel.Element): HTMLElement | undefined {
  return (element.getBackendElement() as unknown as HTMLElement | null) ?? undefined;
}

/** The backend of this document. */
export const backend = new PhoneBackend();
