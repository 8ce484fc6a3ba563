/** The stores a contract runs over, each fresh for a suite. */
import { randomBytes } from 'node:crypto';
import { useRedis } from '@weapp-samples/testkit';
import type { Redis } from 'ioredis';
import type { GameStore } from '../../src/stores/game-store';
import { createMemoryGameStore } from '../../src/stores/memory-game-store';
import { connectRedis } from '../../src/stores/redis/connect';
import { gameKeys } from '../../src/stores/redis/keys';
import { createRedisGameStore } from '../../src/stores/redis/redis-game-store';
import { shortKeep, shortTimes } from './store-game';

/** Gives the store as one more process sees it; in memory there is but one. */
export type OpenStore = () => GameStore;

const options = { times: shortTimes, keep: shortKeep };

/** Runs a contract over the store in memory and over the one in Redis. */
export function overEachStore(contract: (open: OpenStore) => void): void {
  describe('in memory', () => {
    let store: GameStore;
    before(() => {
      store = createMemoryGameStore({ ...options, now: Date.now });
    });
    contract(() => store);
  });
  describe('in Redis', () => {
    const redis = useRedis();
    contract(useRedisStores(() => redis().url).open);
  });
}

/** Stores in one Redis, each with its own connection; all are closed after the suite. */
export function useRedisStores(url: () => string): { open: OpenStore; client: () => Redis } {
  const opened: GameStore[] = [];
  const clients: Redis[] = [];
  const keys = gameKeys('test');
  after('close the stores', () => Promise.all(opened.map((store) => store.close())));
  const open = () => {
    const redis = connectRedis(url(), () => undefined);
    const processId = randomBytes(4).toString('hex');
    const store = createRedisGameStore({ ...options, redis, keys, processId });
    opened.push(store);
    clients.push(redis);
    return store;
  };
  const client = () => {
    if (clients.length === 0) open();
    return clients[0] as Redis;
  };
  return { open, client };
}
