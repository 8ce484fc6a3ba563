/** Reads a POST form up to its file, which then streams. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { CosError } from './errors';
import type { FormFields } from './post-policy';

/** Bounds of the fields before the file; a policy is the largest of them. */
const LIMITS = { fields: 100, fieldSize: 64 * 1024, parts: 110 };

/** A form whose fields are all read, and whose file is on its way. */
export interface ReceivedForm {
  readonly fields: FormFields;
  readonly filename: string;
  /** Has to be read to its end, or be resumed. */
  readonly file: Readable;
  /** Settles once the form has ended, well or not. */
  readonly ended: Promise<void>;
}

/**
 * Reads fields until the file begins; fields after the file are ignored, as in COS.
 *
 * @throws CosError MalformedPOSTRequest, also when there is no file field
 */
export function readForm(headers: IncomingHttpHeaders, body: Readable): Promise<ReceivedForm> {
  const fields = new Map<string, string>();
  const parser = createParser(headers);
  const ended = whenEnded(parser, body);
  const form = new Promise<ReceivedForm>((resolve, reject) => {
    parser.on('field', (name, value, _nameCut, valueCut) => {
      if (valueCut) reject(malformed(`The field ${name} is too long.`));
      fields.set(name.toLowerCase(), value);
    });
    parser.on('file', (name, file, filename = '') => {
      // An early end is told to the file, and through `ended`; nobody may listen to the former.
      file.on('error', () => undefined);
      if (name !== 'file') return void file.resume();
      parser.on('file', (_name, further) => further.resume());
      ended.catch((error) => file.destroy(error));
      return resolve({ fields: new Map(fields), filename, file, ended });
    });
    ended.then(() => reject(malformed('The form has no file, in a field named file.')), reject);
  });
  body.pipe(parser);
  return form;
}

function createParser(headers: IncomingHttpHeaders): BusboyInstance {
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits: LIMITS });
  } catch {
    // No boundary, for one.
    throw malformed();
  }
}

function whenEnded(parser: BusboyInstance, body: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('finish', resolve);
    parser.on('error', () => {
      // The rest is read into nowhere, so that the sender gets its answer.
      body.unpipe(parser);
      body.resume();
      reject(malformed());
    });
    body.once('error', () => reject(new CosError('IncompleteBody')));
    body.once('close', () => {
      if (!body.readableEnded) reject(new CosError('IncompleteBody'));
    });
  });
}

/** What became of reading the file: the parser's own errors are the sender's fault. */
export function asFormError(error: unknown): unknown {
  const ours = error instanceof CosError || (error as NodeJS.ErrnoException).syscall !== undefined;
  return ours ? error : malformed();
}

function malformed(message?: string): CosError {
  return new CosError('MalformedPOSTRequest', message);
}
