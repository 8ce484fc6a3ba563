/** Where drawings are kept. */
import type { DrawingItem } from '@weapp-samples/contracts';

/** A page of a list. */
export interface DrawingPage {
  readonly drawings: DrawingItem[];
  /** The place that the next page is before; null when there is none. */
  readonly next: number | null;
}

export interface PageOptions {
  /** Most drawings of the page, at least 1. */
  readonly limit: number;
  /** The page ends with the drawing that brings its `actions` to this many bytes. */
  readonly maxBytes: number;
  /** Only drawings at places below this one. */
  readonly before?: number | undefined;
}

/**
 * Drawings by owner and id. Each has a place, a whole number: a new drawing's is above those of all
 * other drawings of its owner that were there when its save began, and it stays when it is replaced.
 * Every method throws StoreUnavailableError when the database cannot be used.
 */
export interface DrawingStore {
  /**
   * Creates or replaces a drawing, whole; it is stored for good when this resolves to `saved`.
   * `full`: the owner has `maxDrawings` others, which no number of saves at once can exceed.
   */
  save(owner: string, drawing: DrawingItem, maxDrawings: number): Promise<'saved' | 'full'>;
  /** Removes a drawing; one that is not there is removed already. */
  remove(owner: string, id: string): Promise<void>;
  /** The owner's drawings from the highest place down. */
  list(owner: string, options: PageOptions): Promise<DrawingPage>;
}

/** A store that was opened, with what its service needs of it. */
export interface OpenDrawingStore extends DrawingStore {
  /** In a word or two, for the table of the start. */
  readonly name: string;
  /** Rejects when the store cannot take drawings. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
