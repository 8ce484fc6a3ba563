/** List Parts and List Multipart Uploads. */
import type { Bucket, Exchange } from '../exchange';
import { sendXml } from '../exchange';
import type { Upload } from '../storage/upload-store';
import type { XmlValue } from '../xml';
import { entryLimit, keyText, owner } from './list-objects';

/** List Parts: in order of their numbers. */
export function listParts(exchange: Exchange, bucket: Bucket): void {
  const { query, key } = exchange.request;
  const { uploadId, parts } = bucket.uploads.get(query.get('uploadId') ?? '', key);
  const limit = entryLimit(query, 'max-parts');
  const marker = Number(query.get('part-number-marker') ?? 0);
  const later = [...parts.values()]
    .filter(({ partNumber }) => partNumber > marker)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = later.slice(0, limit);
  sendXml(exchange, 'ListPartsResult', {
    Bucket: bucket.name,
    'Encoding-Type': query.get('encoding-type'),
    Key: keyText(query)(key),
    UploadId: uploadId,
    Initiator: owner(bucket),
    Owner: owner(bucket),
    StorageClass: 'STANDARD',
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.partNumber ?? marker,
    MaxParts: limit,
    IsTruncated: later.length > page.length,
    Part: page.map(({ partNumber, lastModified, etag, size }) => ({
      PartNumber: partNumber,
      LastModified: new Date(lastModified).toISOString(),
      ETag: `"${etag}"`,
      Size: size,
    })),
  });
}

/** List Multipart Uploads: by key, then by upload id. */
export function listUploads(exchange: Exchange, bucket: Bucket): void {
  const { query } = exchange.request;
  const text = keyText(query);
  const field = (name: string) => query.get(name) ?? '';
  const limit = entryLimit(query, 'max-uploads');
  const entries = listedEntries([...bucket.uploads.all()], field);
  const page = entries.slice(0, limit);
  const last = entries.length > page.length ? page.at(-1) : undefined;
  sendXml(exchange, 'ListMultipartUploadsResult', {
    Bucket: bucket.name,
    'Encoding-Type': query.get('encoding-type'),
    KeyMarker: text(field('key-marker')),
    UploadIdMarker: field('upload-id-marker'),
    NextKeyMarker: last && text(last.name),
    NextUploadIdMarker: last?.upload?.uploadId,
    MaxUploads: limit,
    IsTruncated: last !== undefined,
    Prefix: text(field('prefix')),
    Delimiter: text(field('delimiter')),
    Upload: page.flatMap(({ upload }) => (upload ? [describe(upload, bucket, text)] : [])),
    CommonPrefixes: page
      .filter(({ upload }) => upload === undefined)
      .map(({ name }) => ({ Prefix: text(name) })),
  });
}

/** An upload under its key, or a common prefix. */
interface Entry {
  readonly name: string;
  readonly upload?: Upload;
}

/** Uploads are few: sorted and filtered anew for every page. */
function listedEntries(uploads: readonly Upload[], field: (name: string) => string): Entry[] {
  const [prefix, delimiter] = [field('prefix'), field('delimiter')];
  const seen = new Set<string>();
  const entries = [...uploads]
    .filter(({ key }) => key.startsWith(prefix))
    .sort((a, b) => compare(a.key, b.key) || compare(a.uploadId, b.uploadId))
    .map((upload): Entry => {
      const end = delimiter === '' ? -1 : upload.key.indexOf(delimiter, prefix.length);
      if (end < 0) return { name: upload.key, upload };
      return { name: upload.key.slice(0, end + delimiter.length) };
    })
    .filter(({ name, upload }) => upload !== undefined || (!seen.has(name) && seen.add(name)));
  return entries.filter((entry) => isBehind(entry, field('key-marker'), field('upload-id-marker')));
}

function isBehind({ name, upload }: Entry, keyMarker: string, idMarker: string): boolean {
  const order = compare(name, keyMarker);
  if (order !== 0 || upload === undefined) return order > 0;
  return idMarker !== '' && compare(upload.uploadId, idMarker) > 0;
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function describe(upload: Upload, bucket: Bucket, text: (key: string) => string): XmlValue {
  return {
    Key: text(upload.key),
    UploadId: upload.uploadId,
    StorageClass: 'STANDARD',
    Initiator: owner(bucket),
    Owner: owner(bucket),
    Initiated: new Date(upload.initiated).toISOString(),
  };
}
