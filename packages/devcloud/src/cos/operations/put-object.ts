/** PUT Object: the body becomes the object of the key. */
import { checkContentMd5 } from '../content-md5';
import { CosError } from '../errors';
import { type Bucket, type Exchange, objectAttributes, sendEmpty } from '../exchange';
import type { SealedFileWriter } from '../storage/sealed-file';

/** Largest body of one PUT (COS: PUT Object). */
const MAX_PUT_BYTES = 5 * 1024 ** 3;

/** Streams the object in; answers its ETag. */
export async function putObject(exchange: Exchange, bucket: Bucket): Promise<void> {
  const { request } = exchange;
  const attributes = objectAttributes(Object.entries(request.headers));
  assertMayWrite(exchange, bucket);
  const body = await receiveBody(exchange, bucket);
  const { etag } = await bucket.objects.publish(body, request.key, attributes);
  sendEmpty(exchange, 200, { ETag: `"${etag}"` });
}

/** @throws CosError FileAlreadyExists when x-cos-forbid-overwrite asks for it */
export function assertMayWrite({ request }: Exchange, { objects }: Bucket): void {
  const forbidden = request.headers['x-cos-forbid-overwrite'] === 'true';
  if (forbidden && objects.get(request.key) !== undefined) throw new CosError('FileAlreadyExists');
}

/** Receives the body of the request and compares it with Content-MD5. */
export async function receiveBody(
  { request, body }: Exchange,
  { objects }: Bucket,
): Promise<SealedFileWriter> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_PUT_BYTES)
    throw new CosError('EntityTooLarge');
  const received = await objects.receive(body, { maxBytes: MAX_PUT_BYTES });
  await checkContentMd5(received, request.headers['content-md5'] as string | undefined);
  return received;
}
