/** The drawings of users: their limits, without HTTP and without a database. */
import {
  type DrawingItem,
  maxActionsBytes,
  maxDrawings,
  maxListBytes,
} from '@weapp-samples/contracts';
import type { DrawingPage, DrawingStore } from './stores/drawing-store';

/** What came of a save: it is stored, or why it is not. */
export type SaveOutcome = 'saved' | 'full' | 'too large';

/** Which drawings to list: at most `limit`, those before the place `before`. */
export interface ListOptions {
  readonly limit?: number | undefined;
  readonly before?: number | undefined;
}

/** Drawings by owner; an id is of its owner alone. */
export interface Drawings {
  /** @throws StoreUnavailableError when nothing is known to be stored */
  save(owner: string, drawing: DrawingItem): Promise<SaveOutcome>;
  /** @throws StoreUnavailableError */
  remove(owner: string, id: string): Promise<void>;
  /** @throws StoreUnavailableError */
  list(owner: string, options: ListOptions): Promise<DrawingPage>;
}

/** Puts the limits of the contract on a store. */
export function createDrawings(store: DrawingStore): Drawings {
  return {
    save: async (owner, drawing) =>
      Buffer.byteLength(drawing.actions) > maxActionsBytes
        ? 'too large'
        : store.save(owner, drawing, maxDrawings),
    remove: (owner, id) => store.remove(owner, id),
    list: (owner, { limit = maxDrawings, before }) =>
      store.list(owner, { limit, before, maxBytes: maxListBytes }),
  };
}
