/** Signatures and encryption of WeChat's message push (WX: 消息推送, 接入验证 and 消息加解密). */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

/** Hex sha1 over the parts, sorted and joined: `signature` and `msg_signature` of a push. */
export function pushSignature(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Compares in constant time. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const randomBytes = 16;
const lengthBytes = 4;

/**
 * Opens an encrypted push: AES-256-CBC, padded to 32 bytes, around 16 random bytes, the length of
 * the message (big-endian), the message and the AppID it is for.
 *
 * @param aesKey the EncodingAESKey of the push settings, 43 characters
 * @returns undefined when it cannot be opened or is for another AppID
 */
export function openPush(encrypted: string, aesKey: string, appId: string): string | undefined {
  const plain = decrypt(encrypted, Buffer.from(`${aesKey}=`, 'base64'));
  if (!plain || plain.length < randomBytes + lengthBytes) return undefined;
  const start = randomBytes + lengthBytes;
  const end = start + plain.readUInt32BE(randomBytes);
  if (end > plain.length || plain.toString('utf8', end) !== appId) return undefined;
  return plain.toString('utf8', start, end);
}

function decrypt(encrypted: string, key: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    decipher.setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
    const padding = padded.at(-1) ?? 0;
    if (padding < 1 || padding > 32) return undefined;
    return padded.subarray(0, padded.length - padding);
  } catch {
    return undefined;
  }
}
