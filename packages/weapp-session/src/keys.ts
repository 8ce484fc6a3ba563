/** Everything derived from the app's secrets: the public id, names of secrets in the store, sealed session keys. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';

/** Derivations from the app's secrets. */
export interface SessionKeys {
  /** The id clients see: 22 characters, tells nothing about the openid to who lacks the secret. */
  userId(openId: string): string;
  /** Encrypts a session key for the store, bound to its owner. */
  seal(sessionKey: string, openId: string): string;
  /** Undoes `seal`; undefined when another secret or owner sealed it. */
  unseal(sealed: string, openId: string): string | undefined;
}

/** The name under which a code or token is kept: who reads the store cannot use it. */
export function nameOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Gives so many random bytes; `randomBytes` of node:crypto, unless a test wants to know them. */
export type RandomBytes = (size: number) => Buffer;

function sealer(key: Buffer, random: RandomBytes): Pick<SessionKeys, 'seal' | 'unseal'> {
  return {
    seal(sessionKey, openId) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(openId));
      const text = Buffer.concat([cipher.update(sessionKey, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },
    unseal(sealed, openId) {
      const bytes = Buffer.from(sealed, 'base64url');
      const [iv, end] = [bytes.subarray(0, IV_BYTES), IV_BYTES + TAG_BYTES];
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, iv)
          .setAAD(Buffer.from(openId))
          .setAuthTag(bytes.subarray(IV_BYTES, end));
        return decipher.update(bytes.subarray(end), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/**
 * Derives the keys. `idSecret` names users and must outlive the app secret; `appSecret` seals
 * session keys, which need not.
 */
export function createKeys(idSecret: string, appSecret: string, random: RandomBytes): SessionKeys {
  const sealKey = Buffer.from(hkdfSync('sha256', appSecret, '', 'weapp-session seal', 32));
  return {
    userId: (openId) =>
      createHmac('sha256', idSecret)
        .update(`weapp-session user\0${openId}`)
        .digest('base64url')
        .slice(0, 22),
    ...sealer(sealKey, random),
  };
}
