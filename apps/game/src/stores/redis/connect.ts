/** Connections to Redis that answer soon or fail, and come back by themselves. */
import { Redis, type RedisOptions } from 'ioredis';

const firstPauseMs = 50;
const longestPauseMs = 1000;

/** How a connection behaves when Redis is away. */
export const reconnecting: RedisOptions = {
  connectTimeout: 2000,
  maxRetriesPerRequest: 1,
  retryStrategy: (times) => Math.min(firstPauseMs * 2 ** times, longestPauseMs),
};

/** A client whose commands fail after 2 s at the latest; commands of one tick travel together. */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const redis = new Redis(url, {
    ...reconnecting,
    commandTimeout: 2000,
    enableAutoPipelining: true,
  });
  redis.on('error', onError);
  return redis;
}
