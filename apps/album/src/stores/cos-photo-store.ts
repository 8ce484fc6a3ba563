/** Photos in a bucket of Tencent COS. */
import { StorageError } from '../errors';
import type { UploadBody } from '../upload-body';
import type { CosClient } from './cos-client';
import { Patience } from './patience';
import type { KeyPage, ListQuery, PhotoStore } from './photo-store';

export interface CosPhotoStoreOptions {
  readonly client: CosClient;
  /**
   * How long COS may take, in milliseconds: for a listing or a removal with its second try, and for
   * every step of an upload that it holds up.
   */
  readonly timeoutMs: number;
}

type ListingXml = {
  readonly IsTruncated?: string;
  readonly NextMarker?: string;
  readonly Contents?: ObjectXml | readonly ObjectXml[];
};
type ObjectXml = { readonly Key: string };

/** Creates the store. Each of its calls is tried a second time where that is safe and may help. */
export function createCosPhotoStore({ client, timeoutMs }: CosPhotoStoreOptions): PhotoStore {
  return {
    list: (query) => list(client, query, timeoutMs),
    put: (key, contentType, body) => put(client, { key, contentType, body, timeoutMs }),
    async remove(key) {
      const signal = AbortSignal.timeout(timeoutMs);
      await twice(
        () => true,
        () => client.send({ method: 'DELETE', key }, signal),
      ).catch(missingIsFine);
    },
  };
}

async function list(
  client: CosClient,
  { folder, limit, marker = '' }: ListQuery,
  timeoutMs: number,
): Promise<KeyPage> {
  const signal = AbortSignal.timeout(timeoutMs);
  const query = { prefix: folder, delimiter: '/', marker, 'max-keys': limit };
  const answer = await twice(
    () => true,
    () => client.send({ method: 'GET', query }, signal),
  );
  return keyPage(answer.ListBucketResult as ListingXml | undefined);
}

function keyPage(listing: ListingXml | undefined): KeyPage {
  const { IsTruncated: truncated, NextMarker: next, Contents = [] } = listing ?? {};
  if (truncated !== 'true' && truncated !== 'false') {
    throw new StorageError('refused', 'COS sent something that is no listing');
  }
  const objects = Array.isArray(Contents) ? (Contents as ObjectXml[]) : [Contents as ObjectXml];
  const keys = objects.map(({ Key }) => Key);
  return { keys, next: truncated === 'true' ? (next ?? keys.at(-1) ?? null) : null };
}

interface Put {
  readonly key: string;
  readonly contentType: string;
  readonly body: UploadBody;
  readonly timeoutMs: number;
}

/** Nobody else knows the key, so a second try can only write the same once more. */
async function put(client: CosClient, { body, timeoutMs, ...target }: Put): Promise<void> {
  await twice(
    () => body.replayable && !body.failure,
    async () => {
      const patience = new Patience(timeoutMs);
      try {
        await client.send({ method: 'PUT', ...target, body: body.open(patience) }, patience.signal);
        if (!body.complete) throw new StorageError('refused', 'COS answered before the end');
      } finally {
        patience.stop();
      }
    },
  );
}

/** Tries once more after a failure that may pass, if `allowed` says that it is safe. */
async function twice<T>(allowed: () => boolean, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof StorageError && error.transient && allowed())) throw error;
    return attempt();
  }
}

function missingIsFine(error: unknown): void {
  const { code } = ((error as Error).cause ?? {}) as { code?: string };
  if (code !== 'NoSuchKey') throw error;
}
