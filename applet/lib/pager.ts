/** A list that comes page by page, as its page on the phone shows it. */
import { textOf } from './errors';

/** One page of a list. */
export interface Portion<T, C> {
  readonly items: readonly T[];
  /** Where the next one begins; null at the end. */
  readonly next: C | null;
}

export interface PagedView<T> {
  readonly items: readonly T[];
  /** `first`: nothing is shown yet; `more`: another page is coming. */
  readonly loading: '' | 'first' | 'more';
  /** Why nothing is shown. */
  readonly error: string;
  /** Why the next page did not come. */
  readonly moreError: string;
  /** Whether this is all there is. */
  readonly isAll: boolean;
}

export interface PagerDeps<T, C> {
  /** The page that begins at `cursor`, the first without one. @throws RequestError */
  readonly fetch: (cursor?: C) => Promise<Portion<T, C>>;
  /** What tells items apart: an item that has moved to a later page is not shown twice. */
  readonly keyOf: (item: T) => string | number;
  readonly changed: (view: PagedView<T>) => void;
  /** Told what went wrong while the list stays as it is. */
  readonly notice: (text: string) => void;
}

export interface Pager<T> {
  view(): PagedView<T>;
  /** Loads the first page, at the beginning or anew. What is shown stays until then. */
  load(): Promise<void>;
  /** Loads the next page, unless one is coming or there is none. */
  more(): Promise<void>;
  /** Changes the items that are shown. */
  edit(change: (items: readonly T[]) => readonly T[]): void;
}

/** What a page begins with. */
export const emptyView: PagedView<never> = {
  items: [],
  loading: 'first',
  error: '',
  moreError: '',
  isAll: false,
};

/** Creates one; nothing is loaded yet. */
export function createPager<T, C>({ fetch, keyOf, changed, notice }: PagerDeps<T, C>): Pager<T> {
  let view: PagedView<T> = emptyView;
  let next: C | null = null;
  // What is answered to an earlier load is of no use any more.
  let loads = 0;

  function show(change: Partial<PagedView<T>>): void {
    view = { ...view, ...change };
    changed(view);
  }

  function take({ items, next: following }: Portion<T, C>, before: readonly T[]): void {
    next = following;
    const known = new Set(before.map(keyOf));
    const fresh = items.filter((item) => !known.has(keyOf(item)));
    show({ items: [...before, ...fresh], loading: '', moreError: '', isAll: next === null });
  }

  async function load(): Promise<void> {
    loads += 1;
    const mine = loads;
    const isShown = view.items.length > 0;
    show({ loading: isShown ? '' : 'first', error: '', moreError: '' });
    try {
      const portion = await fetch();
      if (mine === loads) take(portion, []);
    } catch (error) {
      if (mine !== loads) return;
      const text = textOf(error);
      show({ loading: '', error: view.items.length > 0 ? '' : text });
      if (view.items.length > 0) notice(text);
    }
  }

  async function more(): Promise<void> {
    if (next === null || view.loading) return;
    const mine = loads;
    show({ loading: 'more', moreError: '' });
    try {
      const portion = await fetch(next);
      if (mine === loads) take(portion, view.items);
    } catch (error) {
      if (mine === loads) show({ loading: '', moreError: textOf(error) });
    }
  }

  return {
    view: () => view,
    load,
    more,
    edit: (change) => show({ items: change(view.items), error: '' }),
  };
}
