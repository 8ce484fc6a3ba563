/** POST Object: an upload by HTML form, the way `wx.uploadFile` sends files. */
import { checkContentMd5 } from '../content-md5';
import { assertSignature, assertWithin } from '../credentials';
import { CosError } from '../errors';
import { type Bucket, type Exchange, objectAttributes, resourceOf, sendXml } from '../exchange';
import { asFormError, type ReceivedForm, readForm } from '../form';
import { assertSize, checkPolicy, type FormFields, type SizeRange } from '../post-policy';
import { assertKeyLength } from '../request';
import { encode, hmacSha1, sha1 } from '../signature';
import type { ObjectDescription } from '../storage/object-store';
import type { SealedFileWriter } from '../storage/sealed-file';

/** Streams the file of the form in, once its policy and signature are found good. */
export async function postObject(exchange: Exchange, bucket: Bucket): Promise<void> {
  const form = await readForm(exchange.request.headers, exchange.body);
  const object = await store(form, bucket).catch((error) => {
    // Read into nowhere, so that the sender gets to the answer.
    form.file.resume();
    form.ended.catch(() => undefined);
    throw error;
  });
  answer(exchange, bucket, form.fields, object);
}

async function store(form: ReceivedForm, bucket: Bucket): Promise<ObjectDescription> {
  const { fields } = form;
  const key = objectKey(form);
  const sizes = authorize(fields, key, bucket);
  successStatus(fields);
  const attributes = objectAttributes(fields);
  const body = await receiveFile(form, bucket, sizes);
  await checkContentMd5(body, fields.get('content-md5'));
  return bucket.objects.publish(body, key, attributes);
}

function objectKey({ fields, filename }: ReceivedForm): string {
  const key = fields.get('key')?.replaceAll('$' + '{filename}', filename);
  if (!key) throw new CosError('InvalidArgument', 'The form has no key before its file.');
  assertKeyLength(key);
  return key;
}

/** @throws CosError AccessDenied without policy and signature, and all that either can lack */
function authorize(fields: FormFields, key: string, bucket: Bucket): SizeRange {
  const field = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined) throw new CosError('AccessDenied', `The form has no ${name}.`);
    return value;
  };
  const policy = Buffer.from(field('policy'), 'base64').toString('utf8');
  if (field('q-sign-algorithm') !== 'sha1')
    throw new CosError('InvalidArgument', 'q-sign-algorithm must be sha1');
  const principal = bucket.principalOf(field('q-ak'), fields.get('x-cos-security-token'));
  const keyTime = field('q-key-time');
  assertWithin(keyTime, 'q-key-time', bucket.clock());
  assertSignature(
    field('q-signature'),
    hmacSha1(hmacSha1(principal.secretKey, keyTime), sha1(policy)),
  );
  if (!principal.allows('name/cos:PostObject', key)) throw new CosError('AccessDenied');
  return checkPolicy(policy, { fields, key, bucket: bucket.name }, bucket.clock());
}

async function receiveFile(
  { file, ended }: ReceivedForm,
  { objects }: Bucket,
  sizes: SizeRange,
): Promise<SealedFileWriter> {
  const body = await objects.receive(file).catch((error) => {
    throw asFormError(error);
  });
  try {
    await ended;
    assertSize(body.digest.size, sizes);
    return body;
  } catch (error) {
    await body.discard();
    throw error;
  }
}

/** 204 unless the form asks for another of those COS knows. */
function successStatus(fields: FormFields): number {
  const status = Number(fields.get('success_action_status') ?? 204);
  if (![200, 201, 204].includes(status))
    throw new CosError('InvalidArgument', 'success_action_status must be 200, 201 or 204');
  return status;
}

function answer(
  exchange: Exchange,
  { name: Bucket }: Bucket,
  fields: FormFields,
  { key: Key, etag }: ObjectDescription,
): void {
  const { res, request } = exchange;
  const ETag = `"${etag}"`;
  const redirect = redirectAddress(fields, { bucket: Bucket, key: Key, etag: ETag });
  const path = Key.split('/').map(encode).join('/');
  const Location = redirect ?? `http://${request.host}/${path}`;
  const status = redirect === undefined ? successStatus(fields) : 303;
  if (status === 201) {
    const content = { Location: resourceOf(exchange, Key), Bucket, Key, ETag };
    sendXml(exchange, 'PostResponse', content, { status, headers: { ETag, Location } });
    return;
  }
  res.writeHead(status, { ETag, Location, ...(status !== 204 && { 'Content-Length': 0 }) }).end();
}

function redirectAddress(
  fields: FormFields,
  added: Readonly<Record<string, string>>,
): string | undefined {
  const target = fields.get('success_action_redirect') ?? '';
  if (!URL.canParse(target) || !/^https?:/i.test(target)) return undefined;
  const address = new URL(target);
  for (const [name, value] of Object.entries(added)) address.searchParams.set(name, value);
  return address.href;
}
