/** Keeps answers for a moment; whoever asks while one is being made gets the same one. */
import { LRUCache } from 'lru-cache';

export interface ShortCacheOptions {
  /** How old an answer may get, in milliseconds, counted from when making it began. */
  readonly ttlMs: number;
  /** Most answers that are kept. */
  readonly max: number;
  /** The time in milliseconds; only differences count. */
  readonly now: () => number;
}

interface Entry<V> {
  readonly began: number;
  readonly value: Promise<V>;
}

/** Gives what `make` made for a key within the last `ttlMs`, or makes it. A failure is not kept. */
export type ShortCache<V> = (key: string, make: () => Promise<V>) => Promise<V>;

/** @example const page = await cached('page 1', () => store.page(1)) */
export function createShortCache<V>({ ttlMs, max, now }: ShortCacheOptions): ShortCache<V> {
  const entries = new LRUCache<string, Entry<V>>({ max });
  return (key, make) => {
    const known = entries.get(key);
    if (known && now() - known.began < ttlMs) return known.value;
    const entry = { began: now(), value: make() };
    entries.set(key, entry);
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry.value;
  };
}
