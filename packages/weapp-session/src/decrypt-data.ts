/** encryptedData of WeChat's open data, as wx.getUserInfo and others hand it to the phone. */
import { createDecipheriv } from 'node:crypto';

/** What one piece of open data needs to be read. */
export interface EncryptedData {
  /** Base64, as the phone got it. */
  readonly encryptedData: string;
  /** Base64, 16 bytes. */
  readonly iv: string;
}

/** The session key (base64, 16 bytes) the data was encrypted with and the app it must belong to. */
export interface DecryptOptions extends EncryptedData {
  readonly sessionKey: string;
  readonly appId: string;
}

/** Open data: what WeChat put in, and the watermark that says for which app and when (Unix s). */
export interface OpenData {
  readonly watermark: { readonly appid: string; readonly timestamp: number };
  readonly [field: string]: unknown;
}

/** encryptedData that cannot be read with this key, or was made for another app. */
export class DecryptError extends Error {
  override readonly name = 'DecryptError';
}

function bytesOf(name: string, base64: unknown, length?: number): Buffer {
  const bytes = Buffer.from(typeof base64 === 'string' ? base64 : '', 'base64');
  if (bytes.length === 0 || (length !== undefined && bytes.length !== length)) {
    throw new DecryptError(`${name} is not ${length ? `${length} bytes of ` : ''}base64`);
  }
  return bytes;
}

function decrypted(data: Buffer, key: Buffer, iv: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, iv);
    return JSON.parse(Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8'));
  } catch (cause) {
    throw new DecryptError('encryptedData cannot be read with this session key', { cause });
  }
}

const isFor = (appId: string, data: unknown): data is OpenData =>
  (data as OpenData | null)?.watermark?.appid === appId;

/**
 * Decrypts encryptedData: AES-128-CBC with PKCS#7 padding, watermark checked. Follows "Signature
 * verification and encryption of open data" of the mini-program documentation.
 * @throws DecryptError
 * @example decryptData({ encryptedData, iv, sessionKey, appId: 'wx4f4bc4dec97d474b' })
 */
export function decryptData({ encryptedData, iv, sessionKey, appId }: DecryptOptions): OpenData {
  const key = bytesOf('sessionKey', sessionKey, 16);
  const data = decrypted(bytesOf('encryptedData', encryptedData), key, bytesOf('iv', iv, 16));
  if (!isFor(appId, data)) throw new DecryptError('encryptedData belongs to another app');
  return data;
}
