/**
 * One file that holds a body and, behind it, its description: `body | JSON | length | magic`.
 * Both become visible in one rename, so a crash leaves either the whole object or nothing.
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CosError } from '../errors';

const MAGIC = Buffer.from('cosmeta1');
const FOOTER_BYTES = 4 + MAGIC.length;
/** Read at once from the end of a file: almost every description fits. */
const TAIL_BYTES = 4096;
/** Written at once; larger than what a socket hands over, so that several reads become one write. */
const WRITE_BYTES = 512 * 1024;

/** What is known about a body once it is all there. */
export interface Digest {
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly md5: string;
}

export interface ReceiveOptions {
  /** Refuse bodies longer than this many bytes with EntityTooLarge. */
  readonly maxBytes?: number | undefined;
  /** Wait until the bytes are on the disk and not only with the operating system. */
  readonly durable?: boolean;
}

/** A body on its way to becoming a sealed file; `commit` or `discard` ends it. */
export class SealedFileWriter {
  private constructor(
    readonly path: string,
    private readonly file: FileHandle,
    private readonly durable: boolean,
    readonly digest: Digest,
  ) {}

  /**
   * Streams a body into a new file at `path`; leaves no file behind when it fails.
   *
   * @throws CosError EntityTooLarge, IncompleteBody when the sender goes away
   */
  static async receive(
    source: Readable,
    path: string,
    { maxBytes = Number.POSITIVE_INFINITY, durable = false }: ReceiveOptions = {},
  ): Promise<SealedFileWriter> {
    const file = await open(path, 'wx');
    const sink = new HashingSink(file, maxBytes);
    try {
      await pipeline(source, sink);
      if (sink.overflowed) throw new CosError('EntityTooLarge');
      return new SealedFileWriter(path, file, durable, sink.digest());
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw isAbort(error) ? new CosError('IncompleteBody') : error;
    }
  }

  /** Writes the description behind the body and closes the file, which `publish` then renames. */
  async seal(description: unknown): Promise<void> {
    const json = Buffer.from(JSON.stringify(description));
    const footer = Buffer.alloc(4);
    footer.writeUInt32BE(json.length);
    await this.file.write(Buffer.concat([json, footer, MAGIC]), 0, undefined, this.digest.size);
    if (this.durable) await this.file.datasync();
    await this.file.close();
  }

  /** Gives the body up. */
  async discard(): Promise<void> {
    await this.file.close();
    await rm(this.path, { force: true });
  }
}

/** Seals a body and leaves no file behind when that fails. */
export async function sealOrDiscard(body: SealedFileWriter, description: unknown): Promise<void> {
  try {
    await body.seal(description);
  } catch (error) {
    await body.discard();
    throw error;
  }
}

/**
 * Writes what it is given in large pieces and keeps the MD5 and the length of it. Past the limit it
 * still takes everything, into nowhere: an error here would cut the connection before the answer.
 */
class HashingSink extends Writable {
  private readonly hash: Hash = createHash('md5');
  private size = 0;

  get overflowed(): boolean {
    return this.size > this.maxBytes;
  }

  constructor(
    private readonly file: FileHandle,
    private readonly maxBytes: number,
  ) {
    super({ highWaterMark: WRITE_BYTES });
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.append([chunk]).then(() => done(), done);
  }

  override _writev(chunks: Array<{ chunk: Buffer }>, done: (error?: Error | null) => void): void {
    this.append(chunks.map(({ chunk }) => chunk)).then(() => done(), done);
  }

  digest(): Digest {
    return { size: this.size, md5: this.hash.digest('hex') };
  }

  private async append(chunks: Buffer[]): Promise<void> {
    const position = this.size;
    for (const chunk of chunks) this.size += chunk.length;
    if (this.overflowed) return;
    for (const chunk of chunks) this.hash.update(chunk);
    await writeAll(this.file, chunks, position);
  }
}

async function writeAll(file: FileHandle, chunks: Buffer[], position: number): Promise<void> {
  const { bytesWritten } = await file.writev(chunks, position);
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (bytesWritten < total)
    await writeAll(file, [Buffer.concat(chunks).subarray(bytesWritten)], position + bytesWritten);
}

function isAbort(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
}

/**
 * Reads the description of a sealed file.
 *
 * @returns undefined when the file is no whole sealed file
 */
export function readDescription(path: string): unknown {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = readEnd(file, size, Math.min(size, TAIL_BYTES));
    const length = descriptionLength(tail);
    if (length === undefined || length + FOOTER_BYTES > size) return undefined;
    const whole = length + FOOTER_BYTES;
    const end = whole <= tail.length ? tail : readEnd(file, size, whole);
    return JSON.parse(end.subarray(-whole, -FOOTER_BYTES).toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    closeSync(file);
  }
}

function readEnd(file: number, size: number, bytes: number): Buffer {
  const end = Buffer.alloc(bytes);
  readSync(file, end, 0, bytes, size - bytes);
  return end;
}

function descriptionLength(tail: Buffer): number | undefined {
  if (tail.length < FOOTER_BYTES || !tail.subarray(-MAGIC.length).equals(MAGIC)) return undefined;
  return tail.readUInt32BE(tail.length - FOOTER_BYTES);
}
