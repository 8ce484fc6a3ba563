/** Permission to send one file straight to COS: the fields of a signed form (COS: POST Object, 签名保护). */
import { createHash, createHmac } from 'node:crypto';

/** A key pair to sign with; a temporary one comes with its token. */
export interface SigningKeys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}

export interface FormPermission {
  readonly bucket: string;
  /** The only key the form can be sent for. */
  readonly key: string;
  readonly contentType: string;
  /** The only size the file may have, in bytes. */
  readonly size: number;
  readonly keys: SigningKeys;
  /** When the permission begins and ends, in Unix seconds. */
  readonly from: number;
  readonly until: number;
}

/** The fields to send before the file, as they are. COS checks each against the signed policy. */
export function signForm(permission: FormPermission): Record<string, string> {
  const { keys, from, until } = permission;
  const keyTime = `${from};${until}`;
  const fields = {
    key: permission.key,
    'Content-Type': permission.contentType,
    // COS answers 204 unless told otherwise; uploadFile wants a 200.
    success_action_status: '200',
    ...(keys.token !== undefined && { 'x-cos-security-token': keys.token }),
  };
  const policy = policyOf(permission, fields, keyTime);
  return {
    ...fields,
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': keys.secretId,
    'q-key-time': keyTime,
    'q-signature': signatureOf(policy, keys.secretKey, keyTime),
  };
}

function policyOf(
  { bucket, size, keys, until }: FormPermission,
  fields: Readonly<Record<string, string>>,
  keyTime: string,
): string {
  return JSON.stringify({
    expiration: new Date(until * 1000).toISOString(),
    conditions: [
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': keys.secretId },
      { 'q-sign-time': keyTime },
      { bucket },
      ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
      ['content-length-range', size, size],
    ],
  });
}

function signatureOf(policy: string, secretKey: string, keyTime: string): string {
  const signKey = hmac(secretKey, keyTime);
  return hmac(signKey, createHash('sha1').update(policy).digest('hex'));
}

function hmac(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex');
}
