/** Where the sessions are kept: Redis where it is configured, else the memory of this process. */
import type { Logger, ReadyChecks } from '@weapp-samples/service';
import {
  createMemorySessionStore,
  createRedisSessionStore,
  type SessionStore,
} from '@weapp-samples/weapp-session';
import { connectRedis } from './redis';

/** An open session store. */
export interface OpenSessionStore {
  readonly store: SessionStore;
  /** In a word, for the table of the start. */
  readonly name: string;
  readonly ready: ReadyChecks;
  close(): void;
}

/** @param shared the sessions of a process that runs several services; used where there is no Redis */
export function openSessionStore(
  redisUrl: string | undefined,
  shared: SessionStore | undefined,
  logger: Logger,
): OpenSessionStore {
  if (!redisUrl) {
    const store = shared ?? createMemorySessionStore();
    return { store, name: 'memory', ready: {}, close: () => undefined };
  }
  const redis = connectRedis(redisUrl, (err) => logger.warn({ err }, 'Redis cannot be reached'));
  return {
    store: createRedisSessionStore({ redis }),
    name: 'Redis',
    ready: { redis: () => redis.ping() },
    close: () => redis.disconnect(),
  };
}
