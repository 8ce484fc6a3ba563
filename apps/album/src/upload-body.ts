/** The bytes of an upload on their way from the phone to the storage, no faster than the storage takes them. */
import { Readable } from 'node:stream';

/** Where the bytes come from; it is paused while the storage has enough. */
export interface PausableSource {
  pause(): unknown;
  resume(): unknown;
}

/** Told whether the storage holds the upload up, so that its patience can be bounded. */
export interface Pace {
  /** The storage has to move next: its buffer is full, or it owes the answer. */
  waiting(): void;
  /** The storage takes more. */
  moving(): void;
}

/** How much of an upload is kept for a second try, in bytes. */
const replayWindow = 256 * 1024;
const readAhead = 256 * 1024;

/**
 * A body that flows through. As long as no more than the first 256 KB have come by they are kept, and
 * the body can be opened again from its start; after that a second try is not possible.
 */
export class UploadBody {
  private kept: Buffer[] | undefined = [];
  private keptBytes = 0;
  private reader: Readable | undefined;
  private pace: Pace | undefined;
  private ended = false;
  private broken: Error | undefined;

  constructor(private readonly source: PausableSource) {}

  /** Why no more will come, when the sender is to blame. */
  get failure(): Error | undefined {
    return this.broken;
  }

  /** Whether the sender has sent everything. */
  get complete(): boolean {
    return this.ended;
  }

  /** Whether `open` can begin at the first byte. */
  get replayable(): boolean {
    return this.kept !== undefined;
  }

  /** Takes the next bytes of the sender. */
  write(chunk: Buffer): void {
    this.keep(chunk);
    if (this.reader === undefined) this.source.pause();
    else if (!this.reader.push(chunk)) {
      this.source.pause();
      this.pace?.waiting();
    }
  }

  /** All bytes have come, and all is well with the rest of the form. */
  end(): void {
    this.ended = true;
    this.reader?.push(null);
    this.pace?.waiting();
  }

  /** Nothing more will come; what was sent is to be forgotten. */
  fail(error: Error): void {
    this.broken ??= error;
    this.reader?.destroy(this.broken);
  }

  /**
   * A stream of the whole body. An earlier one is given up.
   *
   * @throws Error when the first bytes are gone
   */
  open(pace?: Pace): Readable {
    if (this.kept === undefined) throw new Error('the first bytes of the upload are gone');
    this.reader?.destroy();
    this.pace = pace;
    const reader = new Readable({ highWaterMark: readAhead, read: () => this.want(reader) });
    this.reader = reader;
    for (const chunk of this.kept) reader.push(chunk);
    if (this.ended) reader.push(null);
    pace?.waiting();
    if (this.broken) reader.destroy(this.broken);
    return reader;
  }

  private want(reader: Readable): void {
    if (reader !== this.reader || this.ended) return;
    this.pace?.moving();
    this.source.resume();
  }

  private keep(chunk: Buffer): void {
    if (this.kept === undefined) return;
    this.keptBytes += chunk.length;
    if (this.keptBytes <= replayWindow || this.reader === undefined) this.kept.push(chunk);
    else this.kept = undefined;
  }
}
