/** One request to COS through its SDK: one try, bounded in time, with failures told apart. */
import { Readable } from 'node:stream';
import COS from 'cos-nodejs-sdk-v5';
import { StorageError } from '../errors';

export interface CosClientOptions {
  readonly secretId: string;
  readonly secretKey: string;
  /** Name with APPID. */
  readonly bucket: string;
  readonly region: string;
  /** Where the bucket is, when not at Tencent: `http://127.0.0.1:9000`. */
  readonly endpoint?: string | undefined;
}

export interface CosRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly key?: string;
  readonly query?: COS.Query;
  readonly contentType?: string;
  readonly body?: Readable;
}

/** The part of the SDK's options for one request that is set here. */
interface OutgoingRequest {
  readonly headers: Record<string, unknown>;
  signal?: AbortSignal;
}

/** What the SDK rejects with, as far as it is looked at. */
type CosFailure = Error & { readonly statusCode?: number; readonly code?: string };

/** The SDK signs an empty content type as none. */
const noContentType = '';

/**
 * COS, one request at a time.
 *
 * The SDK repeats a failed request up to three times unless its body is a stream, and offers no way to
 * give one up. So every request gets a stream for a body, which leaves repeating to the caller, and a
 * signal, which the SDK passes on to Node's http.request.
 */
export class CosClient {
  private readonly cos: COS;
  private readonly place: { readonly Bucket: string; readonly Region: string };
  private signal: AbortSignal | undefined;

  constructor({ secretId, secretKey, bucket, region, endpoint }: CosClientOptions) {
    this.place = { Bucket: bucket, Region: region };
    this.cos = new COS({ SecretId: secretId, SecretKey: secretKey, ...placeOf(endpoint) });
    const events = this.cos as unknown as {
      on(event: 'before-send', listener: (request: OutgoingRequest) => void): void;
    };
    events.on('before-send', (request) => this.prepare(request));
  }

  /**
   * @param signal ends the request
   * @returns the answer's XML as an object
   * @throws StorageError
   */
  async send(request: CosRequest, signal: AbortSignal): Promise<Record<string, unknown>> {
    const { method, key, query, contentType = noContentType } = request;
    const body = request.body ?? Readable.from([]);
    try {
      signal.throwIfAborted();
      return await this.call({
        signal,
        ...this.place,
        Method: method,
        Headers: { 'Content-Type': contentType },
        Body: body,
        ...(key !== undefined && { Key: key }),
        ...(query && { Query: query }),
      });
    } catch (error) {
      throw storageError(error as CosFailure, signal);
    } finally {
      body.destroy();
    }
  }

  /** The SDK sends a streaming request before this returns, so `prepare` meets its own signal. */
  private call({ signal, ...params }: COS.RequestParams & { signal: AbortSignal }) {
    return new Promise<Record<string, unknown>>((resolve, reject) => {
      const abandon = () => reject(signal.reason);
      signal.addEventListener('abort', abandon, { once: true });
      this.signal = signal;
      this.cos.request(params, (error, data) => {
        signal.removeEventListener('abort', abandon);
        if (error) reject(error);
        else resolve(data as unknown as Record<string, unknown>);
      });
      this.signal = undefined;
    });
  }

  private prepare(request: OutgoingRequest): void {
    if (this.signal) request.signal = this.signal;
    // COS allows no content type where there is no content (COS: Common Request Headers).
    if (request.headers['Content-Type'] === noContentType) delete request.headers['Content-Type'];
  }
}

function placeOf(endpoint: string | undefined): COS.COSOptions {
  if (endpoint === undefined) return { Protocol: 'https:' };
  const { host, protocol } = new URL(endpoint);
  return { Domain: host, Protocol: protocol as 'http:' | 'https:' };
}

/** COS' own words are kept for the log only: they name the bucket and the key id. */
function storageError(error: CosFailure, signal: AbortSignal): StorageError {
  if (error instanceof StorageError) return error;
  const cause = causeOf(error);
  if (signal.aborted)
    return new StorageError('unreachable', 'COS did not answer in time', { cause });
  const { statusCode: status = 0 } = error;
  if (status >= 300) {
    const transient = status >= 500 || isClockError(error);
    return new StorageError('refused', `COS answered ${status}`, { transient, cause });
  }
  return new StorageError('unreachable', 'COS cannot be reached', { transient: true, cause });
}

/** The SDK hangs the request on its errors, signature and all. */
function causeOf({ message, code, stack }: CosFailure): Error {
  const cause = Object.assign(new Error(message), { code });
  if (stack !== undefined) cause.stack = stack;
  return cause;
}

/** The SDK has set its clock by the answer; the next try is signed with the right time. */
function isClockError({ code, message }: CosFailure): boolean {
  return code === 'RequestTimeTooSkewed' || message === 'Request has expired';
}
