/** The Redis that holds the sessions. */
import { Redis } from 'ioredis';

/** A client that answers within a second or fails: no request waits for a Redis that is away. */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 2000,
    commandTimeout: 1000,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
  redis.on('error', onError);
  return redis;
}
