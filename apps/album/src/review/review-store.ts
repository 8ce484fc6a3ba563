/** What is known of photos that WeChat is asked about. */

/** `pending`: asked, no verdict yet; `passed`; `review`: a person has to look, so it is not listed. */
export type ReviewState = 'pending' | 'passed' | 'review';

/** A photo by its address, and whose it is. */
export interface ReviewedPhoto {
  readonly address: string;
  readonly owner: string | undefined;
}

/** Keeps states for a while: what is forgotten is asked about again when it is next seen. */
export interface ReviewStore {
  states(addresses: readonly string[]): Promise<(ReviewState | undefined)[]>;
  /** Marks a photo as pending and says whether it was unknown before; of several at once one is told so. */
  claim(address: string): Promise<boolean>;
  set(address: string, state: ReviewState): Promise<void>;
  forget(address: string): Promise<void>;
  /** Remembers which photo a verdict will be about. */
  bind(traceId: string, photo: ReviewedPhoto): Promise<void>;
  find(traceId: string): Promise<ReviewedPhoto | undefined>;
}

/** WeChat tells its verdict within half an hour; then a photo without one may be asked about again. */
export const pendingMs = 60 * 60 * 1000;

/** How long a verdict is remembered, in milliseconds. */
export const settledMs = 30 * 24 * 60 * 60 * 1000;

const mostEntries = 100_000;

/** A store in this process, for one process and for development; holds the newest 100 000. */
export function createMemoryReviewStore(now: () => number): ReviewStore {
  const states = new ExpiringEntries<ReviewState>(now);
  const photos = new ExpiringEntries<ReviewedPhoto>(now);
  return {
    states: async (addresses) => addresses.map((address) => states.get(address)),
    claim: async (address) => {
      if (states.get(address)) return false;
      states.set(address, 'pending', pendingMs);
      return true;
    },
    set: async (address, state) => states.set(address, state, settledMs),
    forget: async (address) => states.delete(address),
    bind: async (traceId, photo) => photos.set(traceId, photo, pendingMs),
    find: async (traceId) => photos.get(traceId),
  };
}

class ExpiringEntries<V> {
  private readonly entries = new Map<string, { readonly value: V; readonly until: number }>();

  constructor(private readonly now: () => number) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > this.now() ? entry.value : undefined;
  }

  set(key: string, value: V, ms: number): void {
    this.entries.delete(key);
    this.entries.set(key, { value, until: this.now() + ms });
    const [oldest] = this.entries.keys();
    if (this.entries.size > mostEntries && oldest !== undefined) this.entries.delete(oldest);
  }

  delete(key: string): void {
    this.entries.delete(key);
  }
}
