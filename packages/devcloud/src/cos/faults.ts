/** Faults on purpose, so that a test can see how a client bears them. Set in code, never over the network. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, type Readable, Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { CosError } from './errors';
import type { CosRequest } from './request';

export interface Fault {
  /** Wait this many milliseconds before anything else. */
  readonly delayMs?: number;
  /** Answer this status instead of serving the request. */
  readonly status?: number;
  /** The error code of that answer; by default one that COS sends with the status. */
  readonly code?: string;
  /** Cut the connection after this many bytes of the body, coming in or going out. */
  readonly cutAfterBytes?: number;
  /** Do what was asked, then cut the connection instead of answering. */
  readonly dropAnswer?: boolean;
  /** Only for requests it answers true for; by default for all. */
  readonly match?: (request: CosRequest) => boolean;
  /** How many requests it strikes before it is over; by default it stays. */
  readonly times?: number;
}

const CODES: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  404: 'NoSuchKey',
  500: 'InternalError',
  503: 'ServiceUnavailable',
};

export class Faults {
  private fault: Fault | undefined;
  private left = 0;

  /** Replaces whatever fault there was. */
  set(fault: Fault): void {
    this.fault = fault;
    this.left = fault.times ?? Number.POSITIVE_INFINITY;
  }

  clear(): void {
    this.fault = undefined;
  }

  /** The fault that strikes this request, if any. */
  strike(request: CosRequest): Fault | undefined {
    const { fault } = this;
    if (fault === undefined || this.left <= 0 || fault.match?.(request) === false) return undefined;
    this.left -= 1;
    return fault;
  }
}

/**
 * Applies a fault to an exchange.
 *
 * @returns the body of the request, as far as it will come
 * @throws CosError with the status the fault asks for
 */
export async function applyFault(
  fault: Fault,
  { req, res, signal }: { req: IncomingMessage; res: ServerResponse; signal: AbortSignal },
): Promise<Readable> {
  if (fault.delayMs !== undefined) await pause(fault.delayMs, signal);
  if (fault.status !== undefined)
    throw new CosError(fault.code ?? CODES[fault.status] ?? 'InternalError', 'Fault on purpose', {
      status: fault.status,
    });
  if (fault.dropAnswer === true) cutAnswer(res, 0);
  if (fault.cutAfterBytes === undefined) return req;
  cutAnswer(res, fault.cutAfterBytes);
  return cutBody(req, fault.cutAfterBytes);
}

/** @throws CosError ServiceUnavailable when the stand-in closes meanwhile */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {
    throw new CosError('ServiceUnavailable');
  });
}

function cutBody(req: IncomingMessage, bytes: number): Readable {
  let left = bytes;
  const cutter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      if (left > 0) return done(null, chunk);
      req.destroy();
      return done(Object.assign(new Error('cut on purpose'), { code: 'ECONNRESET' }));
    },
  });
  return pipeline(req, cutter, () => undefined);
}

/** Lets that many bytes of the answer's body out and then closes the connection. */
function cutAnswer(res: ServerResponse, bytes: number): void {
  let left = bytes;
  const write = res.write.bind(res) as (chunk: Uint8Array) => boolean;
  const end = res.end.bind(res) as () => ServerResponse;
  const pass = (chunk: unknown): boolean => {
    if (!(chunk instanceof Uint8Array)) return true;
    const room = left > 0 ? write(chunk.subarray(0, left)) : true;
    left -= chunk.length;
    if (left <= 0) res.socket?.destroySoon();
    return room;
  };
  res.write = pass as typeof res.write;
  res.end = ((chunk?: unknown) => {
    pass(chunk);
    if (left > 0) return end();
    res.socket?.destroySoon();
    return res;
  }) as typeof res.end;
}
