/**
 * Objects in a folder: one sealed file each, named by the hash of its key, so that no key can leave
 * the folder or be too long for a file name; and all descriptions in memory, in listing order.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { listPage, type Page, type PageQuery } from './listing';
import {
  type ReceiveOptions,
  readDescription,
  SealedFileWriter,
  sealOrDiscard,
} from './sealed-file';
import { SortedKeys, toByteKey } from './sorted-keys';

/** What the client says about an object when it stores it. */
export interface ObjectAttributes {
  /** Header fields kept with the object, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `default` follows the bucket. */
  readonly acl: 'default' | 'private' | 'public-read';
}

export interface ObjectDescription extends ObjectAttributes {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}

export interface ObjectStoreOptions {
  readonly dir: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Sync every object to the disk before it counts as stored. */
  readonly durable: boolean;
}

export class ObjectStore {
  private readonly objects = new Map<string, ObjectDescription>();
  private readonly keys: SortedKeys;
  private readonly folder: string;
  private readonly partial: string;

  /** Opens the folder, makes it when it is missing, and clears what a crash left unfinished. */
  constructor(private readonly options: ObjectStoreOptions) {
    this.folder = join(options.dir, 'objects');
    this.partial = join(options.dir, 'partial');
    rmSync(this.partial, { recursive: true, force: true });
    for (const folder of [this.folder, this.partial]) mkdirSync(folder, { recursive: true });
    for (const found of readFolder(this.folder)) this.objects.set(found.key, found);
    this.keys = new SortedKeys(Array.from(this.objects.keys(), toByteKey));
  }

  get(key: string): ObjectDescription | undefined {
    return this.objects.get(key);
  }

  /** Streams a body to the disk; it is no object yet. */
  receive(source: Readable, { maxBytes }: ReceiveOptions = {}): Promise<SealedFileWriter> {
    const { durable } = this.options;
    return SealedFileWriter.receive(source, join(this.partial, randomUUID()), {
      maxBytes,
      durable,
    });
  }

  /** Makes a received body the object of this key, replacing what was there, in one step. */
  async publish(
    body: SealedFileWriter,
    key: string,
    attributes: ObjectAttributes,
    etag = body.digest.md5,
  ): Promise<ObjectDescription> {
    const lastModified = this.options.clock();
    const object = { key, ...attributes, size: body.digest.size, etag, lastModified };
    await sealOrDiscard(body, object);
    // Synchronous, so that memory and disk change together for everyone else.
    renameSync(body.path, this.pathOf(key));
    this.objects.set(key, object);
    this.keys.add(toByteKey(key));
    if (this.options.durable) await syncFolder(this.folder);
    return object;
  }

  /**
   * Opens an object for reading; the caller closes the file.
   *
   * @returns undefined when there is no such object
   */
  async open(key: string): Promise<{ object: ObjectDescription; file: FileHandle } | undefined> {
    const object = this.objects.get(key);
    if (object === undefined) return undefined;
    const file = await openExisting(this.pathOf(key));
    if (file !== undefined && this.objects.get(key) === object) return { object, file };
    // Replaced or deleted while it was being opened.
    await file?.close();
    return this.objects.get(key) === object ? undefined : this.open(key);
  }

  /** @returns whether there was such an object */
  delete(key: string): boolean {
    if (!this.objects.delete(key)) return false;
    this.keys.delete(toByteKey(key));
    rmSync(this.pathOf(key), { force: true });
    return true;
  }

  list(query: PageQuery): Page {
    return listPage(this.keys, query);
  }

  private pathOf(key: string): string {
    return join(this.folder, createHash('sha256').update(key).digest('hex'));
  }
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** A rename survives a power cut once the folder itself is on the disk. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function* readFolder(folder: string): Generator<ObjectDescription> {
  for (const name of readdirSync(folder)) {
    const description = readDescription(join(folder, name));
    if (description !== undefined) yield description as ObjectDescription;
  }
}
