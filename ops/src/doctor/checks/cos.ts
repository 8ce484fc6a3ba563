/** COS: a probe object is put, looked at, read as a phone does, and deleted; a refusal is explained by its code. */
import { randomBytes } from 'node:crypto';
import COS from 'cos-nodejs-sdk-v5';
import {
  type Check,
  type Finding,
  good,
  skipped,
  warning,
  whyUnreachable,
  wrong,
} from '../finding';
import { imageUrl, type Values } from '../values';

const what = 'COS';
const timeoutMs = 8000;

/** What COS's codes mean here, and what to do (TC 436/7730). */
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  InvalidAccessKeyId: [
    'it knows no such SecretId',
    'COS_SECRET_ID: take it from the console, 访问管理 › API密钥管理; a deleted or disabled key counts as unknown',
  ],
  SignatureDoesNotMatch: [
    'the signature is wrong: SecretKey and SecretId do not belong together',
    'COS_SECRET_KEY: copy it again, without blanks around it',
  ],
  AccessDenied: [
    'the key may not do this with the bucket',
    'give its user name/cos:PutObject, HeadObject, GetObject, GetBucket and DeleteObject on the bucket, and see that COS_BUCKET ends in the APPID of the same account',
  ],
  RequestTimeTooSkewed: [
    'the clock of this machine is wrong by more than 15 minutes',
    'timedatectl set-ntp true',
  ],
  RequestIsExpired: ['the clock of this machine is wrong', 'timedatectl set-ntp true'],
  NoSuchBucket: [
    'there is no such bucket in this region',
    'COS_BUCKET and COS_REGION: both are on the bucket’s page in the console',
  ],
  UserNetworkTooSlow: ['the network is too slow', 'use a region near this machine'],
};

export function cosCheck(values: Values): Check {
  return async () => {
    const { cosSecretId, cosSecretKey, cosBucket, cosRegion } = values;
    if (!cosSecretId || !cosSecretKey || !cosBucket || !cosRegion) {
      return [skipped(what, 'COS_SECRET_ID, COS_SECRET_KEY, COS_BUCKET or COS_REGION is not set')];
    }
    const cos = new COS({
      SecretId: cosSecretId,
      SecretKey: cosSecretKey,
      Timeout: timeoutMs,
      ...placeOf(values.cosEndpoint),
    });
    const place = { Bucket: cosBucket, Region: cosRegion };
    return probe(cos, place, values);
  };
}

function placeOf(endpoint: string | undefined): COS.COSOptions {
  if (!endpoint) return {};
  const { host, protocol } = new URL(endpoint);
  return { Domain: host, Protocol: protocol as 'http:' | 'https:' };
}

type Place = { readonly Bucket: string; readonly Region: string };

async function probe(cos: COS, place: Place, values: Values): Promise<Finding[]> {
  const Key = `${values.cosFolder}/doctor-${randomBytes(6).toString('hex')}.txt`;
  const at = { ...place, Key };
  const steps: [string, () => Promise<unknown>][] = [
    ['writing', () => cos.putObject({ ...at, Body: 'weapp-samples doctor' })],
    ['looking at', () => cos.headObject(at)],
    ['listing', () => cos.getBucket({ ...place, Prefix: `${values.cosFolder}/`, MaxKeys: 1 })],
  ];
  for (const [doing, step] of steps) {
    const failed = await step().then(
      () => undefined,
      (error: unknown) => explain(error, doing),
    );
    if (failed) return [failed];
  }
  const read = await readAsPhone(`${imageUrl(values)}/${Key}`);
  const removed = await cos.deleteObject(at).then(
    () => undefined,
    (error: unknown) => explain(error, 'deleting'),
  );
  return [removed ?? good(what, `${place.Bucket} takes, lists and deletes objects`), read];
}

function explain(error: unknown, doing: string): Finding {
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  const known = meanings[code ?? ''];
  if (known) {
    const [why, mend] = known;
    return wrong(what, `${doing} an object is refused (${statusCode} ${code}): ${why}`, mend);
  }
  const away = whyUnreachable(error);
  if (away) {
    const mend = 'see COS_REGION and COS_BUCKET (or COS_ENDPOINT), and the network of this machine';
    return wrong(what, `the bucket cannot be reached: ${away}`, mend);
  }
  const said = `${doing} an object fails: ${statusCode ?? ''} ${code ?? (error as Error)?.message}`;
  return wrong(what, said, 'look the code up under COS 错误码');
}

async function readAsPhone(url: string): Promise<Finding> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (status === 200) return good(what, 'phones can load images');
    const said = `phones cannot load images: ${new URL(url).origin} answers ${status} without a signature`;
    const mend =
      status === 403
        ? 'set the bucket to 公有读私有写 (public read, private write)'
        : 'see COS_DOMAIN, and the origin of the CDN domain';
    return wrong(what, said, mend);
  } catch (error) {
    const why = whyUnreachable(error) ?? 'it does not answer';
    return warning(what, `${new URL(url).origin} cannot be read: ${why}`, 'see COS_DOMAIN');
  }
}
