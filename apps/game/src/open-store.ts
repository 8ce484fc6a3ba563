/** Opens the store the settings mean: Redis with its fan-out between processes, or the memory of this one. */
import { randomBytes } from 'node:crypto';
import type { Logger } from '@weapp-samples/service';
import type { Redis } from 'ioredis';
import type { ServerOptions } from 'socket.io';
import type { GameConfig } from './config';
import type { GameStore } from './stores/game-store';
import { createMemoryGameStore } from './stores/memory-game-store';
import { connectRedis } from './stores/redis/connect';
import { createFanOut } from './stores/redis/fan-out';
import { gameKeys } from './stores/redis/keys';
import { createRedisGameStore } from './stores/redis/redis-game-store';
import { createScoreFile } from './stores/score-file';

export interface OpenedStore {
  readonly store: GameStore;
  /** Names this process in the store. */
  readonly processId: string;
  /** Where scores are kept, for the start's table. */
  readonly scores: string;
  readonly redis?: Redis;
  /** Reaches the connections of the other processes. */
  readonly adapter?: NonNullable<ServerOptions['adapter']>;
  /** Called with each sign of life. */
  readonly onBeat?: () => Promise<unknown>;
  close(): Promise<void>;
}

export function openStore(config: GameConfig, logger: Logger): OpenedStore {
  const processId = randomBytes(6).toString('base64url');
  return config.redisUrl === undefined
    ? openMemory(config, processId)
    : openRedis(config, config.redisUrl, processId, logger);
}

function openMemory({ times, keep, scoreFile }: GameConfig, processId: string): OpenedStore {
  const now = () => performance.timeOrigin + performance.now();
  const scores = createScoreFile(scoreFile);
  const store = createMemoryGameStore({ times, keep, now, scores });
  return { store, processId, scores: 'file', close: () => store.close() };
}

function openRedis(
  { times, keep, world }: GameConfig,
  url: string,
  processId: string,
  logger: Logger,
): OpenedStore {
  const onError = (err: Error) => logger.warn({ err }, 'Redis cannot be reached');
  const keys = gameKeys(world);
  const redis = connectRedis(url, onError);
  const fanOut = createFanOut(url, keys.stream, onError);
  const store = createRedisGameStore({ redis, keys, processId, times, keep });
  const close = async () => {
    fanOut.close();
    await store.close();
  };
  const { adapter, onBeat } = fanOut;
  return { store, processId, scores: 'Redis', redis, adapter, onBeat, close };
}
