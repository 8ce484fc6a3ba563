/** How many comments a user and an address may write; counted in Redis for all processes where there is one. */

import { videoMessages } from '@weapp-samples/contracts';
import { clientKey, tooMany } from '@weapp-samples/service';
import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

export interface CommentLimitOptions {
  /** Comments a minute; 0 for no limit. */
  readonly perUser: number;
  /** Comments a minute; 0 for no limit. */
  readonly perAddress: number;
  readonly redis?: Redis | undefined;
}

/** Counts one comment. Throws the 429 with `Retry-After` when it is one too many. */
export type CommentLimits = (address: string, openId: string | undefined) => Promise<void>;

const minute = 60;

/** While Redis is away each process counts for itself. */
export function createCommentLimits(options: CommentLimitOptions): CommentLimits {
  const { perUser, perAddress, redis } = options;
  const users = limiter('video:comments:user', perUser, redis);
  const addresses = limiter('video:comments:address', perAddress, redis);
  return async (address, openId) => {
    await consume(addresses, clientKey(address));
    if (openId !== undefined) await consume(users, openId);
  };
}

function limiter(keyPrefix: string, points: number, redis: Redis | undefined) {
  if (points === 0) return undefined;
  const options = { keyPrefix, points, duration: minute };
  const local = new RateLimiterMemory(options);
  if (!redis) return local;
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    insuranceLimiter: local,
    rejectIfRedisNotReady: true,
  });
}

async function consume(counter: RateLimiterAbstract | undefined, key: string): Promise<void> {
  try {
    await counter?.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw tooMany(refused.msBeforeNext, videoMessages.tooMany);
  }
}
