/** DELETE Object and DELETE Multiple Objects; deleting what is not there succeeds. */
import { createHash } from 'node:crypto';
import { CosError } from '../errors';
import { type Bucket, type Exchange, readText, sendEmpty, sendXml } from '../exchange';
import { fromXml } from '../xml';

/** Most keys of one call (COS: DELETE Multiple Objects). */
const MAX_KEYS = 1000;

export function deleteObject(exchange: Exchange, { objects }: Bucket): void {
  objects.delete(exchange.request.key);
  sendEmpty(exchange, 204);
}

/** Deletes what the caller may delete, and tells about the rest. */
export async function deleteObjects(exchange: Exchange, { objects }: Bucket): Promise<void> {
  const text = await readText(exchange.body);
  assertMd5(text, exchange.request.headers['content-md5'] as string | undefined);
  const { keys, quiet } = parseDelete(text);
  const mayDelete = (key: string) => exchange.principal?.allows('name/cos:DeleteObject', key);
  const allowed = keys.filter(mayDelete);
  for (const key of allowed) objects.delete(key);
  sendXml(exchange, 'DeleteResult', {
    Deleted: quiet ? [] : allowed.map((Key) => ({ Key })),
    Error: keys
      .filter((key) => !mayDelete(key))
      .map((Key) => ({ Key, Code: 'AccessDenied', Message: 'Access Denied.' })),
  });
}

function parseDelete(text: string): { keys: string[]; quiet: boolean } {
  const { Object: objects = [], Quiet: quiet } = fromXml(text, 'Delete');
  const keys = (objects as Array<{ Key?: unknown }>).map(({ Key }) => Key);
  const valid = keys.filter((key): key is string => typeof key === 'string' && key !== '');
  if (valid.length !== keys.length || keys.length === 0 || keys.length > MAX_KEYS)
    throw new CosError('MalformedXML');
  return { keys: valid, quiet: quiet === 'true' };
}

function assertMd5(text: string, contentMd5: string | undefined): void {
  if (contentMd5 === undefined) return;
  if (createHash('md5').update(text).digest('base64') !== contentMd5)
    throw new CosError('BadDigest');
}
