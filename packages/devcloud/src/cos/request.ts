/** A request to the bucket, taken apart once: path, key and query as the client meant them. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { CosError } from './errors';

/** Longest object key, in UTF-8 bytes (COS: Object Overview). */
const MAX_KEY_BYTES = 850;

export interface CosRequest {
  readonly method: string;
  /** Percent-decoded, with the leading slash. */
  readonly path: string;
  /** The object key: the path without its first slash; empty for the bucket itself. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: IncomingHttpHeaders;
  readonly host: string;
}

/**
 * @throws CosError InvalidURI for a path or query that is no percent-encoded UTF-8, KeyTooLong
 */
export function parseRequest(req: IncomingMessage): CosRequest {
  const target = req.url ?? '/';
  const mark = target.indexOf('?');
  const path = decode(mark < 0 ? target : target.slice(0, mark));
  if (!path.startsWith('/')) throw new CosError('InvalidURI');
  const key = path.slice(1);
  assertKeyLength(key);
  return {
    method: req.method ?? 'GET',
    path,
    key,
    query: parseQuery(mark < 0 ? '' : target.slice(mark + 1)),
    headers: req.headers,
    host: req.headers.host ?? '',
  };
}

/** @throws CosError KeyTooLong past 850 bytes of UTF-8 */
export function assertKeyLength(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new CosError('KeyTooLong');
}

function parseQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    query.set(decode(name), equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return query;
}

/** @throws CosError InvalidURI when it is no percent-encoded UTF-8 */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CosError('InvalidURI');
  }
}
