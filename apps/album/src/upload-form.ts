/** Reads the one photo out of a multipart form while it comes in; nothing waits for the whole of it. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { UploadError, type UploadFault } from './errors';
import { type PhotoType, photoTypeOf, signatureBytes } from './photo-type';
import { UploadBody } from './upload-body';

/** Bounds of what may stand beside the file. */
const limits = { fields: 50, fieldSize: 64 * 1024, parts: 60, headerPairs: 100 };

export interface FormOptions {
  /** Name of the file field. */
  readonly field: string;
  /** The largest photo, in bytes. */
  readonly maxBytes: number;
}

/** A photo that has begun to come in. */
export interface Upload {
  readonly type: PhotoType;
  /** Ends when the whole form was as it should be, and fails when it was not. */
  readonly body: UploadBody;
  /** Stops reading: what still comes is thrown away. */
  discard(): void;
}

/**
 * Resolves as soon as the first bytes tell that this is a photo.
 *
 * @throws UploadError when the form, its file or its first bytes are wrong; what turns out to be
 * wrong later fails the upload's body with the same error
 */
export function readUpload(req: IncomingMessage, options: FormOptions): Promise<Upload> {
  return new Promise((resolve, reject) => {
    new FormReading(req, options, resolve, reject).start();
  });
}

class FormReading {
  private readonly parser: BusboyInstance;
  private head: Buffer[] = [];
  private size = 0;
  private file: Readable | undefined;
  private body: UploadBody | undefined;
  private over = false;

  constructor(
    private readonly req: IncomingMessage,
    private readonly options: FormOptions,
    private readonly accept: (upload: Upload) => void,
    private readonly refuse: (error: UploadError) => void,
  ) {
    this.parser = createParser(req);
  }

  start(): void {
    const { req, parser } = this;
    const tooMany = () => this.fail('bad-form', 'the form has too many fields');
    parser.on('file', (name, file) => this.onFile(name, file));
    parser.on('partsLimit', tooMany).on('fieldsLimit', tooMany);
    parser.on('error', () => this.fail('bad-form', 'the form is broken or not complete'));
    parser.on('finish', () => this.onFinish());
    const gone = () => {
      if (!req.complete) this.fail('bad-form', 'the sender went away');
    };
    req.once('error', gone).once('close', gone);
    req.pipe(parser);
  }

  private onFile(name: string, file: Readable) {
    file.on('error', () => this.fail('bad-form', 'the file is not complete'));
    if (this.over) return file.resume();
    if (this.file) return this.fail('bad-form', 'the form has more than one file');
    if (name !== this.options.field) {
      return this.fail('bad-form', `the file is not in the field ${this.options.field}`);
    }
    this.file = file;
    file.on('data', (chunk: Buffer) => this.onData(chunk));
    return file.on('end', () => this.onEnd());
  }

  private onData(chunk: Buffer): void {
    if (this.over) return;
    this.size += chunk.length;
    if (this.body) this.body.write(chunk);
    else {
      this.head.push(chunk);
      if (this.size >= signatureBytes) this.judge();
    }
    if (this.size > this.options.maxBytes) {
      this.fail('too-large', `the file has more than ${this.options.maxBytes} bytes`);
    }
  }

  /** A file shorter than the longest signature is judged by what there is. */
  private onEnd(): void {
    if (this.over || this.body) return;
    if (this.size === 0) this.fail('bad-form', 'the file is empty');
    else this.judge();
  }

  private judge() {
    const head = Buffer.concat(this.head, Math.min(this.size, signatureBytes));
    const type = photoTypeOf(head);
    if (!type) return this.fail('not-an-image', 'the file is neither JPEG nor PNG');
    const body = new UploadBody(this.file as Readable);
    for (const chunk of this.head) body.write(chunk);
    this.head = [];
    this.body = body;
    return this.accept({ type, body, discard: () => this.stop() });
  }

  private onFinish() {
    if (this.over) return;
    if (!this.file) return this.fail('bad-form', `the form has no file ${this.options.field}`);
    this.over = true;
    return this.body?.end();
  }

  private fail(fault: UploadFault, message: string): void {
    if (this.over) return;
    const error = new UploadError(fault, message);
    this.stop();
    if (this.body) this.body.fail(error);
    else this.refuse(error);
  }

  /** Lets the rest of the request run into nowhere, so that the sender reads its answer. */
  private stop(): void {
    if (this.over) return;
    this.over = true;
    this.head = [];
    this.req.unpipe(this.parser);
    this.req.resume();
    // A parser in the middle of a part waits for its file to be read.
    this.file?.resume();
  }
}

function createParser(req: IncomingMessage): BusboyInstance {
  const type = req.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw new UploadError('bad-form', 'send the photo as multipart/form-data');
  }
  try {
    return new Busboy({ headers: req.headers as BusboyHeaders, limits, fileHwm: 64 * 1024 });
  } catch (cause) {
    throw Object.assign(new UploadError('bad-form', 'the form has no boundary'), { cause });
  }
}
