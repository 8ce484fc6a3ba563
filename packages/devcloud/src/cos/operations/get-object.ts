/** GET and HEAD Object, with ranges and conditions. */
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { conditionsOf, weigh } from '../conditions';
import { CosError } from '../errors';
import { type Bucket, type Exchange, sendEmpty } from '../exchange';
import type { ObjectDescription } from '../storage/object-store';

/** A part of a body: first and last byte. */
interface Slice {
  readonly start: number;
  readonly end: number;
}

const OVERRIDABLE = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
];

/** Answers the object, or only its header fields when asked by HEAD. */
export async function getObject(exchange: Exchange, bucket: Bucket): Promise<void> {
  const opened = await openReadable(exchange, bucket);
  try {
    await answer(exchange, opened.object, opened.file);
  } finally {
    await opened.file.close();
  }
}

async function openReadable({ request, principal }: Exchange, { objects }: Bucket) {
  const opened = await objects.open(request.key);
  if (opened === undefined) throw new CosError('NoSuchKey');
  const mayRead = principal?.allows('name/cos:GetObject', request.key) ?? false;
  if (mayRead || opened.object.acl !== 'private') return opened;
  await opened.file.close();
  throw new CosError('AccessDenied');
}

async function answer(exchange: Exchange, object: ObjectDescription, file: FileHandle) {
  const { request, res } = exchange;
  const verdict = weigh(conditionsOf(request.headers), object);
  if (verdict === 'failed') throw new CosError('PreconditionFailed');
  if (verdict === 'not-modified') return sendEmpty(exchange, 304, validators(object));
  const slice = requestedSlice(request.headers, object);
  const { start, end } = slice ?? { start: 0, end: object.size - 1 };
  res.writeHead(slice === undefined ? 200 : 206, {
    ...object.headers,
    ...overrides(exchange),
    ...validators(object),
    ...(slice && { 'Content-Range': `bytes ${start}-${end}/${object.size}` }),
    'Accept-Ranges': 'bytes',
    'Content-Length': end - start + 1,
  });
  if (request.method === 'HEAD' || end < start) return void res.end();
  const stream = file.createReadStream({ start, end, autoClose: false, highWaterMark: 256 * 1024 });
  await pipeline(stream, res);
}

function validators({ etag, lastModified }: ObjectDescription): Record<string, string> {
  return { ETag: `"${etag}"`, 'Last-Modified': new Date(lastModified).toUTCString() };
}

/** The response-* parameters of a (presigned) address replace what is kept with the object. */
function overrides({ request }: Exchange): Record<string, string> {
  const pairs = OVERRIDABLE.map((name) => [name, request.query.get(`response-${name}`)] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => Boolean(pair[1])));
}

function requestedSlice(headers: Exchange['request']['headers'], object: ObjectDescription) {
  if (headers.range === undefined || !ifRangeHolds(headers['if-range'], object)) return undefined;
  const slice = parseRange(headers.range, object.size);
  if (slice === undefined || slice.start <= slice.end) return slice;
  const total = { 'Content-Range': `bytes */${object.size}` };
  throw new CosError('InvalidRange', undefined, { headers: total });
}

/**
 * Reads one range (RFC 9110, section 14.1.2); the start lies behind the end when it is outside.
 *
 * @returns undefined for what is no range and, as in COS, for several: the whole is answered then
 */
function parseRange(range: string, size: number): Slice | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') return { start: Math.max(size - Number(last), 0), end: size - 1 };
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { start: Number(first), end };
}

function ifRangeHolds(ifRange: string | string[] | undefined, object: ObjectDescription): boolean {
  if (typeof ifRange !== 'string') return true;
  if (ifRange.startsWith('"')) return ifRange === `"${object.etag}"`;
  return Date.parse(ifRange) === Math.floor(object.lastModified / 1000) * 1000;
}
