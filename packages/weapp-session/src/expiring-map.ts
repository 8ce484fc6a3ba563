/** A bounded map whose entries end by themselves: what the memory store is made of. */

/** A map of at most so many entries, each with its time of expiry. */
export class ExpiringMap<V> {
  readonly #entries = new Map<string, { readonly value: V; readonly expiresAt: number }>();
  readonly #maxEntries: number;
  readonly #now: () => number;
  #nextExpiry = Number.POSITIVE_INFINITY;

  /** @param now the time in Unix milliseconds */
  constructor(maxEntries: number, now: () => number) {
    this.#maxEntries = maxEntries;
    this.#now = now;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt > this.#now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Sets an entry for `ttlMs` milliseconds; when the map is full the oldest entry goes. */
  set(key: string, value: V, ttlMs: number): void {
    this.#entries.delete(key);
    if (this.#entries.size >= this.#maxEntries) this.#makeRoom();
    const expiresAt = this.#now() + ttlMs;
    this.#entries.set(key, { value, expiresAt });
    this.#nextExpiry = Math.min(this.#nextExpiry, expiresAt);
  }

  delete(key: string): boolean {
    return this.#entries.delete(key);
  }

  // A sweep costs the whole map, so it waits until at least one entry has expired.
  #makeRoom(): void {
    if (this.#nextExpiry <= this.#now()) this.#sweep();
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= this.#maxEntries && oldest !== undefined) this.delete(oldest);
  }

  #sweep(): void {
    const now = this.#now();
    this.#nextExpiry = Number.POSITIVE_INFINITY;
    for (const [key, { expiresAt }] of this.#entries) {
      if (expiresAt <= now) this.#entries.delete(key);
      else this.#nextExpiry = Math.min(this.#nextExpiry, expiresAt);
    }
  }
}
