// Listeners by event name. A listener that throws harms neither the other listeners nor the connection.
import type { Clock } from './platform';

type Listener = (...args: never[]) => unknown;

interface Entry {
  readonly listener: unknown;
  readonly once?: boolean;
}

/**
 * @typeParam L map from event name to listener
 * @typeParam R the same for names that are the emitter's own, whatever L says of them
 */
export class Emitter<L, R = object> {
  private readonly lists = new Map<string, readonly Entry[]>();

  constructor(protected readonly clock: Clock) {}

  /** Calls `listener` at every `event`. */
  on<E extends keyof R & string>(event: E, listener: R[E]): this;
  on<E extends keyof L & string>(event: E, listener: L[E]): this;
  on(event: string, listener: unknown): this {
    return this.add(event, { listener });
  }

  /** Calls `listener` at the next `event` only. */
  once<E extends keyof R & string>(event: E, listener: R[E]): this;
  once<E extends keyof L & string>(event: E, listener: L[E]): this;
  once(event: string, listener: unknown): this {
    return this.add(event, { listener, once: true });
  }

  /** Forgets one listener, all of an event, or all. */
  off<E extends keyof R & string>(event: E, listener?: R[E]): this;
  off<E extends keyof L & string>(event?: E, listener?: L[E]): this;
  off(event?: string, listener?: unknown): this {
    if (event === undefined) this.lists.clear();
    else this.keep(event, (entry) => listener !== undefined && entry.listener !== listener);
    return this;
  }

  /** @internal Calls the listeners of an event. */
  dispatch(event: string, args: readonly unknown[]): void {
    for (const entry of this.list(event)) {
      if (entry.once) this.keep(event, (other) => other !== entry);
      this.call(entry.listener, args);
    }
  }

  /** @internal Calls foreign code; what it throws is thrown again outside, where the program's own handler sees it. */
  call(listener: unknown, args: readonly unknown[]): void {
    try {
      (listener as Listener).apply(this, args as never[]);
    } catch (error) {
      this.clock.setTimeout(() => {
        throw error;
      }, 0);
    }
  }

  // Lists are replaced, never changed, so that a listener may add and remove while it is called.
  private list(event: string): readonly Entry[] {
    return this.lists.get(event) || [];
  }

  private add(event: string, entry: Entry): this {
    this.lists.set(event, this.list(event).concat(entry));
    return this;
  }

  private keep(event: string, wanted: (entry: Entry) => boolean): void {
    this.lists.set(event, this.list(event).filter(wanted));
  }
}
