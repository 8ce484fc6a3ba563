/** Where photos are kept: objects with keys, listed in the order of the keys. */
import type { UploadBody } from '../upload-body';

export interface ListQuery {
  /** Only keys directly in this folder; ends with a slash. */
  readonly folder: string;
  /** At most this many keys, 1 to 1000. */
  readonly limit: number;
  /** Only keys that sort behind this one. */
  readonly marker?: string | undefined;
}

export interface KeyPage {
  /** The keys in the order of their bytes, photos or not. */
  readonly keys: readonly string[];
  /** What the next page begins behind; null at the end. */
  readonly next: string | null;
}

/** Every method rejects with a StorageError when the storage fails, within a bounded time. */
export interface PhotoStore {
  list(query: ListQuery): Promise<KeyPage>;
  /** Stores the body whole or not at all. */
  put(key: string, contentType: string, body: UploadBody): Promise<void>;
  /** Removes an object; one that is not there counts as removed. */
  remove(key: string): Promise<void>;
}
