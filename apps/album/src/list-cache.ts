/** Remembers pages of listings for a moment, and asks once for many who ask at the same time. */

export interface ListCacheOptions {
  /** How long a page is remembered, in milliseconds from when it was asked for; 0 for not at all. */
  readonly ttlMs: number;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** How many folders are remembered; the oldest goes first. Default 1000. */
  readonly maxFolders?: number;
}

interface Entry<V> {
  readonly value: Promise<V>;
  readonly until: number;
}

/** More pages of one folder than this are not remembered: markers come from clients. */
const maxPages = 100;

/**
 * Pages by folder and page name. `clear` forgets a folder's pages together with those under way: a page
 * that was asked for before a change is never given to somebody who asks after it.
 */
export class ListCache<V> {
  private readonly folders = new Map<string, Map<string, Entry<V>>>();

  constructor(private readonly options: ListCacheOptions) {}

  /** The remembered page, or what `load` gives. A failure is not remembered. */
  get(folder: string, page: string, load: () => Promise<V>): Promise<V> {
    const { ttlMs, now } = this.options;
    if (ttlMs === 0) return load();
    const pages = this.pagesOf(folder);
    const time = now();
    const known = pages.get(page);
    if (known && time < known.until) return known.value;
    if (pages.size >= maxPages) pages.clear();
    const entry = { value: load(), until: time + ttlMs };
    pages.set(page, entry);
    entry.value.catch(() => {
      if (pages.get(page) === entry) pages.delete(page);
    });
    return entry.value;
  }

  /** Forgets a folder: one of its photos has come or gone. */
  clear(folder: string): void {
    this.folders.delete(folder);
  }

  private pagesOf(folder: string): Map<string, Entry<V>> {
    const known = this.folders.get(folder);
    if (known) return known;
    const { maxFolders = 1000 } = this.options;
    const [oldest] = this.folders.keys();
    if (oldest !== undefined && this.folders.size >= maxFolders) this.folders.delete(oldest);
    const pages = new Map<string, Entry<V>>();
    this.folders.set(folder, pages);
    return pages;
  }
}
