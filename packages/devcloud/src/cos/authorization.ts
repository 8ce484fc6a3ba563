/** Who asks: verifies the q-sign-* fields of a request, in the Authorization header or the query. */
import type { IncomingHttpHeaders } from 'node:http';
import { assertSignature, assertWithin, type PrincipalLookup } from './credentials';
import { CosError } from './errors';
import type { CosRequest } from './request';
import { encode, type Pairs, signature } from './signature';
import type { Principal } from './temporary-keys';

const FIELDS = [
  'q-sign-algorithm',
  'q-ak',
  'q-sign-time',
  'q-key-time',
  'q-header-list',
  'q-url-param-list',
  'q-signature',
] as const;

type Field = (typeof FIELDS)[number];
type SignatureFields = Readonly<Record<Field, string>>;

export interface Verifier {
  readonly principalOf: PrincipalLookup;
  /** Now, in milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Tells whose signature the request carries, and lets no wrong one pass.
 *
 * @returns undefined when it carries none at all
 * @throws CosError InvalidArgument, InvalidAccessKeyId, RequestTimeTooSkewed, AccessDenied or
 * SignatureDoesNotMatch
 */
export function verifySignature(
  request: CosRequest,
  { principalOf, clock }: Verifier,
): Principal | undefined {
  const fields = signatureFields(request);
  if (fields === undefined) return undefined;
  if (fields['q-sign-algorithm'] !== 'sha1')
    throw new CosError('InvalidArgument', 'q-sign-algorithm must be sha1');
  const principal = principalOf(fields['q-ak'], securityToken(request));
  assertWithin(fields['q-sign-time'], 'q-sign-time', clock());
  assertWithin(fields['q-key-time'], 'q-key-time', clock());
  assertSignature(fields['q-signature'], expectedSignature(request, fields, principal.secretKey));
  return principal;
}

function signatureFields(request: CosRequest): SignatureFields | undefined {
  const header = request.headers.authorization;
  const source = header === undefined ? request.query : parseHeader(header);
  if (header === undefined && !source.has('q-signature')) return undefined;
  const fields = FIELDS.map((name) => {
    const value = source.get(name);
    if (value === undefined)
      throw new CosError('InvalidArgument', `${name} is missing in the signature`);
    return [name, value];
  });
  return Object.fromEntries(fields) as SignatureFields;
}

function parseHeader(header: string): Map<string, string> {
  const pairs = header.split('&').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return new Map(pairs);
}

function securityToken({ headers, query }: CosRequest): string | undefined {
  const token = headers['x-cos-security-token'] ?? query.get('x-cos-security-token');
  return typeof token === 'string' ? token : undefined;
}

function expectedSignature(request: CosRequest, fields: SignatureFields, secretKey: string) {
  const signed = {
    method: request.method,
    path: request.path,
    headers: pick(headerPairs(request.headers), fields['q-header-list']),
    params: pick(request.query, fields['q-url-param-list']),
  };
  const times = { secretKey, keyTime: fields['q-key-time'], signTime: fields['q-sign-time'] };
  return signature(signed, times);
}

function* headerPairs(headers: IncomingHttpHeaders): Pairs {
  for (const [name, value] of Object.entries(headers)) yield [name, String(value ?? '')];
}

/** Takes the listed names, which must all be there; a list holds encoded lower-case names. */
function pick(pairs: Pairs, list: string): Array<readonly [string, string]> {
  const wanted = new Set(list === '' ? [] : list.split(';').map(canonicalName));
  const found = Array.from(pairs).filter(([name]) => wanted.has(encode(name).toLowerCase()));
  if (new Set(found.map(([name]) => name.toLowerCase())).size < wanted.size)
    throw new CosError('SignatureDoesNotMatch');
  return found;
}

/** Addresses carry the list percent-encoded once or twice, depending on the client. */
function canonicalName(listed: string): string {
  try {
    return encode(decodeURIComponent(listed)).toLowerCase();
  } catch {
    return listed.toLowerCase();
  }
}
