/** Multipart uploads under way: a folder each, with one sealed file a part (COS: Multipart Upload). */
import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CosError } from '../errors';
import type { ObjectAttributes, ObjectDescription, ObjectStore } from './object-store';
import { readDescription, type SealedFileWriter, sealOrDiscard } from './sealed-file';

/** Every part but the last has at least this many bytes (COS: Upload Part). */
const MIN_PART_BYTES = 1024 * 1024;

export interface Part {
  readonly partNumber: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: number;
}

interface UploadDescription {
  readonly uploadId: string;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly initiated: number;
  readonly attributes: ObjectAttributes;
}

export interface Upload extends UploadDescription {
  readonly parts: ReadonlyMap<number, Part>;
}

interface OpenUpload extends UploadDescription {
  readonly parts: Map<number, Part>;
}

export interface UploadStoreOptions {
  readonly dir: string;
  readonly clock: () => number;
  readonly objects: ObjectStore;
}

export class UploadStore {
  private readonly uploads = new Map<string, OpenUpload>();
  private readonly folder: string;
  private readonly partial: string;

  /** Opens the folder; after `ObjectStore`, which clears the unfinished files of both. */
  constructor(private readonly options: UploadStoreOptions) {
    this.folder = join(options.dir, 'uploads');
    this.partial = join(options.dir, 'partial');
    mkdirSync(this.folder, { recursive: true });
    for (const uploadId of readdirSync(this.folder)) {
      const upload = readUpload(join(this.folder, uploadId));
      if (upload !== undefined) this.uploads.set(uploadId, upload);
    }
  }

  /** All uploads under way, in no order. */
  all(): Iterable<Upload> {
    return this.uploads.values();
  }

  /** @throws CosError NoSuchUpload unless it is an upload of this key */
  get(uploadId: string, key: string): Upload {
    return this.find(uploadId, key);
  }

  async begin(key: string, attributes: ObjectAttributes): Promise<Upload> {
    const initiated = this.options.clock();
    const uploadId = `${initiated}${randomUUID().replaceAll('-', '')}`;
    const description: UploadDescription = { uploadId, key, initiated, attributes };
    const made = join(this.partial, uploadId);
    await mkdir(made);
    await writeFile(join(made, 'upload.json'), JSON.stringify(description));
    renameSync(made, join(this.folder, uploadId));
    const upload = { ...description, parts: new Map<number, Part>() };
    this.uploads.set(uploadId, upload);
    return upload;
  }

  /** Makes a received body a part; a part with this number before is replaced. */
  async addPart(
    uploadId: string,
    key: string,
    partNumber: number,
    body: SealedFileWriter,
  ): Promise<Part> {
    const { size, md5 } = body.digest;
    const part = { partNumber, size, etag: md5, lastModified: this.options.clock() };
    await sealOrDiscard(body, part);
    const upload = this.uploads.get(uploadId);
    if (upload?.key !== key) {
      await body.discard();
      throw new CosError('NoSuchUpload');
    }
    renameSync(body.path, join(this.folder, uploadId, String(partNumber)));
    upload.parts.set(partNumber, part);
    return part;
  }

  /**
   * Puts the listed parts together to the object and ends the upload.
   *
   * @throws CosError NoSuchUpload, InvalidPart, InvalidPartOrder, EntityTooSmall
   */
  async complete(
    uploadId: string,
    key: string,
    listed: ReadonlyArray<Pick<Part, 'partNumber' | 'etag'>>,
  ): Promise<ObjectDescription> {
    const upload = this.find(uploadId, key);
    const parts = chooseParts(upload, listed);
    // Nobody else may add to it or end it meanwhile.
    this.uploads.delete(uploadId);
    try {
      const { objects } = this.options;
      const body = await objects.receive(Readable.from(this.bodiesOf(upload, parts)));
      const object = await objects.publish(body, key, upload.attributes, multipartEtag(parts));
      this.remove(uploadId);
      return object;
    } catch (error) {
      this.uploads.set(uploadId, upload);
      throw error;
    }
  }

  /** @throws CosError NoSuchUpload */
  abort(uploadId: string, key: string): void {
    this.find(uploadId, key);
    this.uploads.delete(uploadId);
    this.remove(uploadId);
  }

  private find(uploadId: string, key: string): OpenUpload {
    const upload = this.uploads.get(uploadId);
    if (upload === undefined || upload.key !== key) throw new CosError('NoSuchUpload');
    return upload;
  }

  private async *bodiesOf({ uploadId }: Upload, parts: readonly Part[]): AsyncGenerator<Buffer> {
    for (const { partNumber, size } of parts) {
      if (size === 0) continue;
      const path = join(this.folder, uploadId, String(partNumber));
      yield* createReadStream(path, { end: size - 1, highWaterMark: 512 * 1024 });
    }
  }

  private remove(uploadId: string): void {
    // Out of the folder in one step, so that a crash leaves no upload without its description.
    const away = join(this.partial, uploadId);
    renameSync(join(this.folder, uploadId), away);
    rmSync(away, { recursive: true, force: true });
  }
}

function chooseParts(
  { parts }: Upload,
  listed: ReadonlyArray<Pick<Part, 'partNumber' | 'etag'>>,
): Part[] {
  const chosen = listed.map(({ partNumber, etag }, index) => {
    if (index > 0 && partNumber <= (listed[index - 1]?.partNumber ?? 0))
      throw new CosError('InvalidPartOrder');
    const part = parts.get(partNumber);
    if (part === undefined || part.etag !== etag) throw new CosError('InvalidPart');
    return part;
  });
  if (chosen.slice(0, -1).some(({ size }) => size < MIN_PART_BYTES))
    throw new CosError('EntityTooSmall');
  return chosen;
}

function multipartEtag(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}

/** Undefined for a folder that somebody else left there. */
function readUpload(folder: string): OpenUpload | undefined {
  const file = join(folder, 'upload.json');
  if (!existsSync(file)) return undefined;
  const parts = readdirSync(folder)
    .filter((name) => name !== 'upload.json')
    .map((name) => readDescription(join(folder, name)) as Part | undefined)
    .filter((part) => part !== undefined);
  return {
    ...(JSON.parse(readFileSync(file, 'utf8')) as UploadDescription),
    parts: new Map(parts.map((part) => [part.partNumber, part])),
  };
}
