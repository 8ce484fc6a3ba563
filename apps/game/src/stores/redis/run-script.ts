/** Runs scripts on a Redis that may be away: at once, or not at all. */
import type { RedisScript } from './scripts';

/** The part of an ioredis client (`Redis` or `Cluster`) that is used. */
export interface ScriptClient {
  readonly status: string;
  evalsha(sha1: string, keys: number, ...args: string[]): Promise<unknown>;
  eval(lua: string, keys: number, ...args: string[]): Promise<unknown>;
}

/** Redis cannot be reached now. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway';
}

// While it reconnects ioredis queues commands; a step that is taken seconds later helps nobody.
const away = new Set(['close', 'reconnecting', 'end']);

export type RunScript = (
  script: RedisScript,
  keys: readonly string[],
  ...args: (string | number)[]
) => Promise<unknown>;

/** @throws RedisAway when there is no connection; what Redis answers as an error */
export function scriptRunner(redis: ScriptClient): RunScript {
  return async ({ sha1, lua }, keys, ...args) => {
    if (away.has(redis.status)) throw new RedisAway(`the connection to Redis is ${redis.status}`);
    const given = [...keys, ...args.map(String)];
    try {
      return await redis.evalsha(sha1, keys.length, ...given);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return redis.eval(lua, keys.length, ...given);
    }
  };
}
