/**
 * Files of the program: temporary ones (`http://tmp/…`) in memory, saved ones (`http://store/…`) and those of
 * `wxfile://usr/…` also in IndexedDB, apart for every program and user.
 */
import { phone } from './phone';

const TEMPORARY = 'http://tmp/';
const SAVED = 'http://store/';
/** `wx.env.USER_DATA_PATH`. */
export const USER_DATA_PATH = 'http://usr';

interface StoredFile {
  readonly blob: Blob;
  readonly created: number;
  url?: string;
}

/** What the program knows of a saved file; the time in seconds. */
export interface SavedFile {
  readonly filePath: string;
  readonly size: number;
  readonly createTime: number;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'video/quicktime': 'mov',
  'text/plain': 'txt',
  'audio/mpeg': 'mp3',
};

class FileStore {
  #files = new Map<string, StoredFile>();
  #database: Promise<IDBDatabase> | undefined;

  /** Keeps a blob until the page is left; `extension` without its dot. */
  addTemporary(blob: Blob, extension = extensionOf(blob)): string {
    const path = `${TEMPORARY}${randomName()}${extension ? `.${extension}` : ''}`;
    this.#files.set(path, { blob, created: Date.now() });
    return path;
  }

  /** Saves a blob for good, under a path of its own or the given one. */
  async save(blob: Blob, path?: string, extension = extensionOf(blob)): Promise<string> {
    const target = path ?? `${SAVED}${randomName()}${extension ? `.${extension}` : ''}`;
    this.#files.set(target, { blob, created: Date.now() });
    await this.#run('readwrite', (store) =>
      store.put({ blob, created: Date.now() }, this.#key(target)),
    );
    return target;
  }

  get(path: string): Blob | undefined {
    return this.#files.get(path)?.blob;
  }

  /** An address the browser can load the file from. */
  url(path: string): string | undefined {
    const file = this.#files.get(path);
    if (file === undefined) return undefined;
    file.url ??= URL.createObjectURL(file.blob);
    return file.url;
  }

  saved(prefix = SAVED): SavedFile[] {
    return [...this.#files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([filePath, { blob, created }]) => ({
        filePath,
        size: blob.size,
        createTime: Math.floor(created / 1000),
      }));
  }

  paths(): string[] {
    return [...this.#files.keys()];
  }

  /** Removes a file; false when there is none. */
  async remove(path: string): Promise<boolean> {
    const file = this.#files.get(path);
    if (file === undefined) return false;
    this.#files.delete(path);
    if (file.url) URL.revokeObjectURL(file.url);
    if (!path.startsWith(TEMPORARY))
      await this.#run('readwrite', (store) => store.delete(this.#key(path)));
    return true;
  }

  /** Loads what was saved before; the program starts after it. */
  async open(): Promise<void> {
    const prefix = this.#key('');
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const keys = await this.#run('readonly', (store) => store.getAllKeys(range));
    const values = await this.#run('readonly', (store) => store.getAll(range));
    keys?.forEach((key, index) => {
      this.#files.set(String(key).slice(prefix.length), values?.[index]);
    });
  }

  #key(path: string): string {
    return `${phone.settings.appId}/${phone.user.id}/${path}`;
  }

  async #run<T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    try {
      this.#database ??= openDatabase();
      const store = (await this.#database).transaction('files', mode).objectStore('files');
      return await settle(work(store));
    } catch {
      // A browser that keeps nothing (private windows) still has the files in memory.
      return undefined;
    }
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('weapp-sim', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('files');
  return settle(request);
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

function extensionOf(blob: Blob): string {
  const named = blob instanceof File ? /\.(\w+)$/.exec(blob.name)?.[1] : undefined;
  const type = blob.type.split(';')[0] ?? '';
  return (named ?? EXTENSIONS[type] ?? type.split('/')[1] ?? '').toLowerCase();
}

/** The files of this phone. */
export const files = new FileStore();
