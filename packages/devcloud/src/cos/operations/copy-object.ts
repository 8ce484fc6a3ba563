/** PUT Object - Copy, and the part copies of multipart uploads. */
import { Readable } from 'node:stream';
import { assertProceed, conditionsOf } from '../conditions';
import { CosError } from '../errors';
import { type Bucket, type Exchange, objectAttributes, sendXml } from '../exchange';
import { decode } from '../request';
import type { ObjectAttributes, ObjectDescription } from '../storage/object-store';
import type { SealedFileWriter } from '../storage/sealed-file';
import { assertMayWrite } from './put-object';

const CONDITION_PREFIX = 'x-cos-copy-source-';

/** Makes the object of the key a copy of another. */
export async function copyObject(exchange: Exchange, bucket: Bucket): Promise<void> {
  const { request } = exchange;
  assertMayWrite(exchange, bucket);
  const { body, source } = await receiveCopy(exchange, bucket);
  const attributes = copiedAttributes(exchange, source);
  const object = await bucket.objects.publish(body, request.key, attributes);
  sendXml(exchange, 'CopyObjectResult', copyResult(object));
}

/** What both kinds of copy answer. */
export function copyResult({ etag, lastModified }: { etag: string; lastModified: number }) {
  return { ETag: `"${etag}"`, LastModified: new Date(lastModified).toISOString() };
}

/**
 * Copies the bytes of the source, all or those x-cos-copy-source-range names.
 *
 * @throws CosError NoSuchKey, NoSuchBucket, PreconditionFailed, InvalidArgument, InvalidRequest
 */
export async function receiveCopy(
  { request }: Exchange,
  bucket: Bucket,
): Promise<{ body: SealedFileWriter; source: ObjectDescription }> {
  const key = sourceKey(String(request.headers['x-cos-copy-source']), request.host, bucket);
  assertChanges(request.key, key, request.headers['x-cos-metadata-directive'], request.query);
  const opened = await bucket.objects.open(key);
  if (opened === undefined) throw new CosError('NoSuchKey');
  const { object: source, file } = opened;
  try {
    assertProceed(conditionsOf(request.headers, CONDITION_PREFIX), source);
    const [start, end] = sourceRange(request.headers['x-cos-copy-source-range'], source.size);
    const bytes =
      end < start
        ? Readable.from([])
        : file.createReadStream({ start, end, autoClose: false, highWaterMark: 256 * 1024 });
    return { body: await bucket.objects.receive(bytes), source };
  } finally {
    await file.close();
  }
}

/** The source is written `host/key`, percent-encoded, the host that of the bucket. */
function sourceKey(source: string, ownHost: string, { name }: Bucket): string {
  const [, host = '', path = ''] = /^(?:https?:\/\/)?([^/]*)\/([^?]*)/.exec(source) ?? [];
  const key = decode(path);
  if (key === '') throw new CosError('InvalidArgument', 'x-cos-copy-source is not valid');
  if (host !== ownHost && !host.startsWith(`${name}.`)) throw new CosError('NoSuchBucket');
  return key;
}

function assertChanges(
  key: string,
  source: string,
  directive: unknown,
  query: ReadonlyMap<string, string>,
): void {
  if (key === source && !isReplaced(directive) && !query.has('partNumber'))
    throw new CosError('InvalidRequest', 'An object is copied to itself and nothing would change.');
}

function copiedAttributes({ request }: Exchange, source: ObjectDescription): ObjectAttributes {
  const given = objectAttributes(Object.entries(request.headers));
  if (isReplaced(request.headers['x-cos-metadata-directive'])) return given;
  return { headers: source.headers, acl: given.acl };
}

function isReplaced(directive: unknown): boolean {
  return String(directive).toLowerCase() === 'replaced';
}

function sourceRange(range: unknown, size: number): [start: number, end: number] {
  if (range === undefined) return [0, size - 1];
  const [, start, end] = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(String(range)) ?? [];
  if (start === undefined || Number(end) < Number(start) || Number(end) >= size)
    throw new CosError('InvalidRange');
  return [Number(start), Number(end)];
}
