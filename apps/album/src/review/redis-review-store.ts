/** Reviews in Redis: a verdict is pushed to any process, not to the one that asked. */
import type { Redis } from 'ioredis';
import { pendingMs, type ReviewState, type ReviewStore, settledMs } from './review-store';

const photoKey = (address: string) => `album:review:photo:${address}`;
const traceKey = (traceId: string) => `album:review:trace:${traceId}`;

/** The client stays the caller's. */
export function createRedisReviewStore(redis: Redis): ReviewStore {
  return {
    states: async (addresses) => {
      if (addresses.length === 0) return [];
      const found = await redis.mget(addresses.map(photoKey));
      return found.map((state) => (state ?? undefined) as ReviewState | undefined);
    },
    claim: async (address) => {
      const claimed = await redis.set(photoKey(address), 'pending', 'PX', pendingMs, 'NX');
      return claimed === 'OK';
    },
    set: async (address, state) => {
      await redis.set(photoKey(address), state, 'PX', settledMs);
    },
    forget: async (address) => {
      await redis.del(photoKey(address));
    },
    bind: async (traceId, photo) => {
      await redis.set(traceKey(traceId), JSON.stringify(photo), 'PX', pendingMs);
    },
    find: async (traceId) => {
      const found = await redis.get(traceKey(traceId));
      return found === null ? undefined : JSON.parse(found);
    },
  };
}
