/** Request signatures of the XML API (COS: Request Signature), as a server computes them again. */
import { createHash, createHmac } from 'node:crypto';

/** Name and value, decoded; the order does not matter. */
export type Pairs = Iterable<readonly [name: string, value: string]>;

/** What a signature covers: everything here has to reach the server unchanged. */
export interface Signable {
  readonly method: string;
  /** The path, percent-decoded, with its leading slash. */
  readonly path: string;
  /** The query parameters that are signed. */
  readonly params: Pairs;
  /** The header fields that are signed. */
  readonly headers: Pairs;
}

/** A secret with the two times it is bound to, each `start;end` in Unix seconds. */
export interface SigningTimes {
  readonly secretKey: string;
  readonly keyTime: string;
  readonly signTime: string;
}

const UNRESERVED_BY_JS = /[!'()*]/g;

/** Percent-encodes everything but letters, digits and `-_.~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    UNRESERVED_BY_JS,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

export function hmacSha1(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex');
}

/** Signs one request; the answer is the hex digest that goes into `q-signature`. */
export function signature(request: Signable, times: SigningTimes): string {
  const httpString = [
    request.method.toLowerCase(),
    request.path,
    canonicalPairs(request.params),
    canonicalPairs(request.headers),
    '',
  ].join('\n');
  const stringToSign = `sha1\n${times.signTime}\n${sha1(httpString)}\n`;
  return hmacSha1(hmacSha1(times.secretKey, times.keyTime), stringToSign);
}

function canonicalPairs(pairs: Pairs): string {
  return Array.from(pairs, ([name, value]) => [encode(name).toLowerCase(), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
