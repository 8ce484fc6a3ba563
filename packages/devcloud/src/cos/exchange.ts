/** What an operation works with: the bucket, and one request with its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { PrincipalLookup } from './credentials';
import { CosError } from './errors';
import type { CosRequest } from './request';
import type { ObjectAttributes, ObjectStore } from './storage/object-store';
import type { UploadStore } from './storage/upload-store';
import type { Principal } from './temporary-keys';
import { toXml, type XmlValue } from './xml';

export interface Bucket {
  /** With the APPID, as in `album-1250000000`. */
  readonly name: string;
  readonly region: string;
  readonly objects: ObjectStore;
  readonly uploads: UploadStore;
  readonly principalOf: PrincipalLookup;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly request: CosRequest;
  /** The body of the request; read this and not `req`. */
  readonly body: Readable;
  /** Whose good signature came along; undefined for anybody. */
  readonly principal: Principal | undefined;
}

/** One call of the XML API. It answers, or throws a CosError before the answer began. */
export type Operation = (exchange: Exchange, bucket: Bucket) => Promise<void> | void;

const KEPT_HEADERS = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]);
const META_PREFIX = 'x-cos-meta-';
const ACLS = ['default', 'private', 'public-read'] as const;

/**
 * What a request says about the object it stores.
 *
 * @param fields header fields, or the fields of a form; names in lower case
 * @throws CosError InvalidArgument for an unknown x-cos-acl
 */
export function objectAttributes(
  fields: Iterable<readonly [string, string | string[] | undefined]>,
): ObjectAttributes {
  const headers: Record<string, string> = {};
  let acl: ObjectAttributes['acl'] = 'default';
  for (const [name, value] of fields) {
    if (typeof value !== 'string' || value === '') continue;
    if (name === 'x-cos-acl') acl = parseAcl(value);
    if (KEPT_HEADERS.has(name) || name.startsWith(META_PREFIX)) headers[name] = value;
  }
  headers['content-type'] ??= 'application/octet-stream';
  return { headers, acl };
}

function parseAcl(value: string): ObjectAttributes['acl'] {
  const acl = ACLS.find((known) => known === value);
  if (acl === undefined) throw new CosError('InvalidArgument', 'x-cos-acl is not valid');
  return acl;
}

/** Answers with an XML document. */
export function sendXml(
  { res }: Pick<Exchange, 'res'>,
  root: string,
  value: XmlValue,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): void {
  const body = Buffer.from(toXml(root, value));
  res.writeHead(status, {
    ...headers,
    'Content-Type': 'application/xml',
    'Content-Length': body.length,
  });
  res.end(body);
}

/** Answers without a body. */
export function sendEmpty(
  { res }: Pick<Exchange, 'res'>,
  status: number,
  headers: Record<string, string> = {},
): void {
  const length = status === 204 || status === 304 ? {} : { 'Content-Length': 0 };
  res.writeHead(status, { ...headers, ...length }).end();
}

/** The address of an object without the protocol, as COS writes it into answers. */
export function resourceOf({ request }: Pick<Exchange, 'request'>, key = request.key): string {
  return `${request.host}/${key}`;
}

/**
 * Reads a small body, such as the XML of a call.
 *
 * @throws CosError MalformedXML past `maxBytes`
 */
export async function readText(body: Readable, maxBytes = 2 * 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw new CosError('MalformedXML', 'The XML you provided is too long.');
  return Buffer.concat(chunks).toString('utf8');
}
