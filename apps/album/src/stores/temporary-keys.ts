/** Keys to sign upload permissions with: the account's own, or temporary ones of STS that can do nothing else. */
import { withTimeout } from '@weapp-samples/service';
import { type GetCredentialOptions, getCredential } from 'qcloud-cos-sts';
import type { SigningKeys } from '../credentials';
import { StorageError } from '../errors';

/** Gives keys that are good until `until` (Unix seconds) at least. */
export type KeySource = (until: number) => Promise<SigningKeys>;

export interface TemporaryKeysOptions {
  readonly secretId: string;
  readonly secretKey: string;
  /** Name with APPID. */
  readonly bucket: string;
  readonly region: string;
  /** Uploads are allowed below this folder only; no slash at its end. */
  readonly folder: string;
  /** How long the keys live, in seconds. */
  readonly durationSeconds: number;
  readonly timeoutMs: number;
  /** Asks STS; `getCredential` of qcloud-cos-sts. */
  readonly ask?: typeof getCredential;
}

interface Held extends SigningKeys {
  /** Unix seconds. */
  readonly expires: number;
}

/**
 * Temporary keys, asked for once and used for as long as they live: STS allows few calls. A phone gets
 * the signature and the token but never the key, so all may share one.
 */
export function temporaryKeys(options: TemporaryKeysOptions): KeySource {
  let held: Held | undefined;
  let asking: Promise<Held> | undefined;
  return async (until) => {
    if (held && held.expires >= until) return held;
    asking ??= ask(options).finally(() => {
      asking = undefined;
    });
    held = await asking;
    return held;
  };
}

async function ask(options: TemporaryKeysOptions): Promise<Held> {
  const { secretId, secretKey, durationSeconds, timeoutMs, region } = options;
  const request = { secretId, secretKey, durationSeconds, region, policy: policyOf(options) };
  try {
    const asked = (options.ask ?? getCredential)(request as GetCredentialOptions);
    const { credentials, expiredTime } = await withTimeout(asked, timeoutMs, 'timed out');
    return {
      secretId: credentials.tmpSecretId,
      secretKey: credentials.tmpSecretKey,
      token: credentials.sessionToken,
      expires: expiredTime,
    };
  } catch (error) {
    throw stsError(error);
  }
}

function policyOf({ bucket, region, folder }: TemporaryKeysOptions): object {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1);
  return {
    version: '2.0',
    statement: [
      {
        effect: 'allow',
        action: ['name/cos:PutObject', 'name/cos:PostObject'],
        resource: [`qcs::cos:${region}:uid/${appId}:${bucket}/${folder}/*`],
      },
    ],
  };
}

/** STS refuses with an object `{ Code, Message }`; anything else never got an answer. */
function stsError(error: unknown): StorageError {
  const { Code: code, Message: said } = (error ?? {}) as { Code?: string; Message?: string };
  if (code === undefined) {
    const { message } = error as Error;
    return new StorageError('unreachable', 'STS cannot be reached', { cause: new Error(message) });
  }
  const cause = Object.assign(new Error(said), { code });
  return new StorageError('refused', `STS answered ${code}`, { cause });
}
