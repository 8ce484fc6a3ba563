/** A map whose entries end. Entries of one lifetime end in the order in which they were last set. */

export interface Expiring<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, ttlMs: number): void;
  readonly size: number;
}

interface Entry<T> {
  readonly value: T;
  readonly until: number;
}

export function createExpiring<T>(now: () => number): Expiring<T> {
  // One map for each lifetime; there are as many as kinds of records.
  const byTtl = new Map<number, Map<string, Entry<T>>>();
  const trim = (entries: Map<string, Entry<T>>) => {
    const at = now();
    for (const [key, { until }] of entries) {
      if (until > at) return;
      entries.delete(key);
    }
  };
  return {
    get(key) {
      for (const entries of byTtl.values()) {
        const entry = entries.get(key);
        if (entry) return entry.until > now() ? entry.value : undefined;
      }
      return undefined;
    },
    set(key, value, ttlMs) {
      for (const entries of byTtl.values()) entries.delete(key);
      const entries = byTtl.get(ttlMs) ?? new Map<string, Entry<T>>();
      byTtl.set(ttlMs, entries);
      entries.set(key, { value, until: now() + ttlMs });
      trim(entries);
    },
    get size() {
      for (const entries of byTtl.values()) trim(entries);
      return [...byTtl.values()].reduce((sum, { size }) => sum + size, 0);
    },
  };
}
