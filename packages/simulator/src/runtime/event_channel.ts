/** The channel between a page and the one it opens with `wx.navigateTo`. */

type Listener = (...args: unknown[]) => void;

/** `EventChannel` of WeChat. */
export class EventChannel {
  #listeners = new Map<string, { fn: Listener; once: boolean }[]>();

  on(name: string, fn: Listener): void {
    this.#add(name, fn, false);
  }

  once(name: string, fn: Listener): void {
    this.#add(name, fn, true);
  }

  off(name: string, fn?: Listener): void {
    const kept = fn ? (this.#listeners.get(name) ?? []).filter((one) => one.fn !== fn) : [];
    this.#listeners.set(name, kept);
  }

  emit(name: string, ...args: unknown[]): void {
    const all = this.#listeners.get(name) ?? [];
    this.#listeners.set(
      name,
      all.filter((one) => !one.once),
    );
    for (const { fn } of all) fn(...args);
  }

  #add(name: string, fn: Listener, once: boolean): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { fn, once }]);
  }
}
