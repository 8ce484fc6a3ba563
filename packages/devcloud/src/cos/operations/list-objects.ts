/** GET Bucket (list of objects) and HEAD Bucket. */
import { CosError } from '../errors';
import { type Bucket, type Exchange, sendEmpty, sendXml } from '../exchange';
import { encode } from '../signature';
import type { ObjectDescription } from '../storage/object-store';
import type { XmlValue } from '../xml';

const MAX_ENTRIES = 1000;

/** Tells that the bucket is there and the caller may use it. */
export function headBucket(exchange: Exchange, { region }: Bucket): void {
  sendEmpty(exchange, 200, { 'x-cos-bucket-region': region });
}

export function listObjects(exchange: Exchange, bucket: Bucket): void {
  const { query } = exchange.request;
  const text = keyText(query);
  const [prefix = '', delimiter = '', marker = ''] = ['prefix', 'delimiter', 'marker'].map(
    (name) => query.get(name) ?? '',
  );
  const limit = entryLimit(query, 'max-keys');
  const page = bucket.objects.list({ prefix, delimiter, marker, limit });
  sendXml(exchange, 'ListBucketResult', {
    Name: bucket.name,
    'Encoding-Type': query.get('encoding-type'),
    Prefix: text(prefix),
    Marker: text(marker),
    MaxKeys: limit,
    Delimiter: delimiter === '' ? undefined : text(delimiter),
    IsTruncated: page.nextMarker !== undefined,
    NextMarker: page.nextMarker === undefined ? undefined : text(page.nextMarker),
    Contents: page.keys.map((key) => describe(bucket, key, text)),
    CommonPrefixes: page.commonPrefixes.map((Prefix) => ({ Prefix: text(Prefix) })),
  });
}

function describe(bucket: Bucket, key: string, text: (key: string) => string): XmlValue {
  const { etag, size, lastModified } = bucket.objects.get(key) as ObjectDescription;
  return {
    Key: text(key),
    LastModified: new Date(lastModified).toISOString(),
    ETag: `"${etag}"`,
    Size: size,
    Owner: owner(bucket),
    StorageClass: 'STANDARD',
  };
}

/** The owner of everything: the account behind the bucket's name. */
export function owner({ name }: Bucket): XmlValue {
  const appId = name.slice(name.lastIndexOf('-') + 1);
  return { ID: appId, DisplayName: appId };
}

/** How keys are written: as they are, or percent-encoded when encoding-type=url asks for it. */
export function keyText(query: ReadonlyMap<string, string>): (key: string) => string {
  const type = query.get('encoding-type');
  if (type !== undefined && type !== 'url')
    throw new CosError('InvalidArgument', 'encoding-type must be url');
  return type === 'url' ? encode : (key) => key;
}

/**
 * Reads a limit such as max-keys: 1000 when left out, and never more.
 *
 * @throws CosError InvalidArgument when it is no whole number
 */
export function entryLimit(query: ReadonlyMap<string, string>, name: string): number {
  const value = query.get(name) ?? String(MAX_ENTRIES);
  if (!/^\d{1,10}$/.test(value)) throw new CosError('InvalidArgument', `${name} is not valid`);
  return Math.min(Number(value), MAX_ENTRIES);
}
