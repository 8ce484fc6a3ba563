/** Where an access token is kept between calls: in the process, or in Redis for several of them. */
import type { Redis } from 'ioredis';

/** Keeps one text under a name for a while. */
export interface TokenCache {
  get(name: string): Promise<string | undefined>;
  /** @param ttlMs how long it is good for, in milliseconds */
  set(name: string, value: string, ttlMs: number): Promise<void>;
  drop(name: string): Promise<void>;
}

/** A cache in this process. */
export function createMemoryTokenCache(now: () => number = Date.now): TokenCache {
  const entries = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    get: async (name) => {
      const entry = entries.get(name);
      return entry && entry.until > now() ? entry.value : undefined;
    },
    set: async (name, value, ttlMs) => void entries.set(name, { value, until: now() + ttlMs }),
    drop: async (name) => void entries.delete(name),
  };
}

/**
 * A cache that all processes share, with one of this process behind it for the time Redis is away:
 * a stable access token is the same for everyone who asks WeChat.
 */
export function createRedisTokenCache(
  redis: Pick<Redis, 'get' | 'set' | 'del'>,
  local: TokenCache = createMemoryTokenCache(),
): TokenCache {
  return {
    get: async (name) => {
      try {
        return (await redis.get(name)) ?? undefined;
      } catch {
        return local.get(name);
      }
    },
    set: async (name, value, ttlMs) => {
      await local.set(name, value, ttlMs);
      await redis.set(name, value, 'PX', ttlMs).catch(() => undefined);
    },
    drop: async (name) => {
      await local.drop(name);
      await redis.del(name).catch(() => undefined);
    },
  };
}
