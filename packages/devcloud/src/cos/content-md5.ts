/** Content-MD5: the sender's own sum of the body (RFC 1864). */
import { CosError } from './errors';
import type { SealedFileWriter } from './storage/sealed-file';

/**
 * Compares a received body with the Content-MD5 that came with it, if one did.
 *
 * @throws CosError InvalidDigest, BadDigest; the body is discarded then
 */
export async function checkContentMd5(
  body: SealedFileWriter,
  contentMd5: string | undefined,
): Promise<void> {
  const code = contentMd5 === undefined ? undefined : complaint(contentMd5, body.digest.md5);
  if (code === undefined) return;
  await body.discard();
  throw new CosError(code);
}

function complaint(contentMd5: string, md5: string): 'InvalidDigest' | 'BadDigest' | undefined {
  const sum = Buffer.from(contentMd5, 'base64');
  if (sum.length !== 16) return 'InvalidDigest';
  return sum.toString('hex') === md5 ? undefined : 'BadDigest';
}
