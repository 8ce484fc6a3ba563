/** Multipart uploads: begin, parts, lists, complete, abort. */
import { CosError } from '../errors';
import {
  type Bucket,
  type Exchange,
  objectAttributes,
  readText,
  resourceOf,
  sendEmpty,
  sendXml,
} from '../exchange';
import type { Part, Upload } from '../storage/upload-store';
import { fromXml } from '../xml';
import { copyResult, receiveCopy } from './copy-object';
import { receiveBody } from './put-object';

const MAX_PART_NUMBER = 10_000;

/** Initiate Multipart Upload. */
export async function beginUpload(exchange: Exchange, bucket: Bucket): Promise<void> {
  const { key, headers } = exchange.request;
  const { uploadId } = await bucket.uploads.begin(key, objectAttributes(Object.entries(headers)));
  sendXml(exchange, 'InitiateMultipartUploadResult', {
    Bucket: bucket.name,
    Key: key,
    UploadId: uploadId,
  });
}

/** Upload Part. */
export async function uploadPart(exchange: Exchange, bucket: Bucket): Promise<void> {
  const { upload, partNumber } = addressedPart(exchange, bucket);
  const body = await receiveBody(exchange, bucket);
  const { etag } = await bucket.uploads.addPart(upload.uploadId, upload.key, partNumber, body);
  sendEmpty(exchange, 200, { ETag: `"${etag}"` });
}

/** Upload Part - Copy. */
export async function copyPart(exchange: Exchange, bucket: Bucket): Promise<void> {
  const { upload, partNumber } = addressedPart(exchange, bucket);
  const { body } = await receiveCopy(exchange, bucket);
  const part = await bucket.uploads.addPart(upload.uploadId, upload.key, partNumber, body);
  sendXml(exchange, 'CopyPartResult', copyResult(part));
}

/** Complete Multipart Upload. */
export async function completeUpload(exchange: Exchange, bucket: Bucket): Promise<void> {
  const { uploadId, key } = addressedUpload(exchange, bucket);
  const parts = parseParts(await readText(exchange.body));
  const { etag } = await bucket.uploads.complete(uploadId, key, parts);
  sendXml(exchange, 'CompleteMultipartUploadResult', {
    Location: `http://${resourceOf(exchange)}`,
    Bucket: bucket.name,
    Key: key,
    ETag: `"${etag}"`,
  });
}

/** Abort Multipart Upload. */
export function abortUpload(exchange: Exchange, bucket: Bucket): void {
  const { uploadId, key } = addressedUpload(exchange, bucket);
  bucket.uploads.abort(uploadId, key);
  sendEmpty(exchange, 204);
}

function addressedUpload({ request }: Exchange, { uploads }: Bucket): Upload {
  return uploads.get(request.query.get('uploadId') ?? '', request.key);
}

function addressedPart(exchange: Exchange, bucket: Bucket) {
  const partNumber = Number(exchange.request.query.get('partNumber'));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > MAX_PART_NUMBER)
    throw new CosError('InvalidArgument', 'partNumber must be from 1 to 10000');
  return { upload: addressedUpload(exchange, bucket), partNumber };
}

function parseParts(text: string): Array<Pick<Part, 'partNumber' | 'etag'>> {
  const { Part: parts } = fromXml(text, 'CompleteMultipartUpload');
  if (!Array.isArray(parts)) throw new CosError('MalformedXML');
  return parts.map(({ PartNumber, ETag }: Record<string, unknown>) => {
    if (typeof PartNumber !== 'string' || typeof ETag !== 'string')
      throw new CosError('MalformedXML');
    return { partNumber: Number(PartNumber), etag: ETag.trim().replaceAll('"', '') };
  });
}
