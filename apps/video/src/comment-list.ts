/**
 * The list of a video's comments, kept as ready answers of a revision. Each request learns the present
 * revision first, many requests with one query, and takes a kept answer only when it is of that
 * revision. A revision may be believed for `believeMs`; as a comment is acknowledged only after that
 * time (see `comment.ts`), whoever has been told of it finds it in the list of every process, and no
 * process has to tell another anything.
 */
import { maxUnpagedComments } from '@weapp-samples/contracts';
import { readyAnswer } from '@weapp-samples/service';
import { LRUCache } from 'lru-cache';
import { cut } from './catalogue';
import { inBatches } from './in-batches';
import { createShortCache } from './short-cache';
import type { CommentStore } from './stores/comment-store';
import type { KeyPage } from './stores/video-store';

/** Memory for ready answers, in bytes. */
const cacheBytes = 32 * 1024 * 1024;
/** Videos whose revision is remembered at a time. */
const mostBelieved = 20_000;

/** Gives the answer to `GET /commentList` as it goes out; undefined when there is no such video. */
export type CommentList = (vid: number, page: Partial<KeyPage>) => Promise<Buffer | undefined>;

interface Kept {
  readonly revision: number;
  readonly answer: Buffer;
}

export interface CommentListOptions {
  readonly comments: CommentStore;
  /** How long a revision may be believed, in milliseconds; 0 to ask for every request. */
  readonly believeMs: number;
  /** The time in milliseconds; only differences count. */
  readonly monotonicNow: () => number;
}

/** The lists over a store. */
export function createCommentList(options: CommentListOptions): CommentList {
  const { comments: store, believeMs: ttlMs, monotonicNow: now } = options;
  const ask = inBatches((vids: readonly number[]) => store.revisions(vids));
  const believed = createShortCache<number | undefined>({ ttlMs, max: mostBelieved, now });
  const kept = new LRUCache<string, Kept>({
    maxSize: cacheBytes,
    sizeCalculation: ({ answer }) => answer.length + 200,
  });
  const making = new Map<string, Promise<Buffer>>();
  return async (vid, { before, limit = maxUnpagedComments }) => {
    const revision = await (ttlMs > 0 ? believed(String(vid), () => ask(vid)) : ask(vid));
    if (revision === undefined) return undefined;
    const key = `${vid} ${before} ${limit}`;
    const known = kept.get(key);
    if (known?.revision === revision) return known.answer;
    // What others with the same revision are already making is as new as they and we must have it.
    return shared(making, `${key} ${revision}`, async () => {
      const answer = await makeAnswer(store, vid, { before, limit });
      kept.set(key, { revision, answer });
      return answer;
    });
  };
}

async function makeAnswer(store: CommentStore, vid: number, page: KeyPage): Promise<Buffer> {
  const rows = await store.published(vid, { ...page, limit: page.limit + 1 });
  const { list, next } = cut(rows, page.limit);
  return readyAnswer(list, { next });
}

function shared<V>(making: Map<string, Promise<V>>, key: string, make: () => Promise<V>) {
  const known = making.get(key);
  if (known) return known;
  const made = make().finally(() => making.delete(key));
  making.set(key, made);
  return made;
}
