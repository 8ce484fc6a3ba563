/** The game in Redis, for any number of processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Player } from '../../player';
import {
  type GameStore,
  type GameStoreOptions,
  type Membership,
  maxNear,
  ranked,
  type Transaction,
} from '../game-store';
import type { GameKeys } from './keys';
import { type RunScript, type ScriptClient, scriptRunner } from './run-script';
import * as scripts from './scripts';
import { createTransaction, decode, type RedisStep } from './transaction';

export interface RedisGameStoreOptions extends GameStoreOptions {
  readonly redis: ScriptClient & {
    ping(): Promise<unknown>;
    zrem(key: string, member: string): Promise<unknown>;
    disconnect(): void;
  };
  readonly keys: GameKeys;
  /** Makes the versions this process writes distinct from those of any other. */
  readonly processId: string;
}

/** A step that is disturbed this often is given up. */
const maxTries = 100;
const longestPauseMs = 10;
/** How long a dead process is remembered: longer than any seat is held. */
const rememberedMs = 600_000;
/** Redis knows no places nearer to the poles. */
const maxLatitude = 85.05112878;

/** Creates the store in Redis 6.2 or newer. It closes the client it is given. */
export function createRedisGameStore(options: RedisGameStoreOptions): GameStore {
  const { redis, keys, keep, processId } = options;
  const run = scriptRunner(redis);
  let written = 0;
  const newVersion = () => `${processId}.${(written++).toString(36)}`;
  const step: RedisStep = { ...options, run, newVersion };
  return {
    kind: 'Redis',
    transact: (work) => takeStep(step, work),
    async due(limit, leaseMs) {
      const answer = await run(scripts.due, [keys.agenda], limit, leaseMs);
      const [wait, ...roomIds] = answer as [number, ...string[]];
      return { roomIds, nextInMs: wait < 0 ? null : wait };
    },
    beat: (process, players, leaseMs) => beat(run, keys, process, players, leaseMs),
    // Remembered as dead, not forgotten: its players' seats are held from now on.
    quit: async (process) => void (await beat(run, keys, process, 0, 0)),
    async near(key, { lat, lng }, km) {
      const latitude = Math.max(-maxLatitude, Math.min(maxLatitude, lat));
      const place = [keys.places, keys.placesUntil];
      return Number(await run(scripts.near, place, key, lng, latitude, km, keep.placeMs, maxNear));
    },
    async keepPlaces(players) {
      if (players.length === 0) return;
      await run(scripts.keepPlaces, [keys.places, keys.placesUntil], keep.placeMs, ...players);
    },
    async forgetPlace(key) {
      await Promise.all([redis.zrem(keys.places, key), redis.zrem(keys.placesUntil, key)]);
    },
    leaderboard: (limit) => leaderboard(run, keys, limit),
    ping: async () => void (await redis.ping()),
    close: async () => redis.disconnect(),
  };
}

async function takeStep<T>(step: RedisStep, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let tries = 1; tries <= maxTries; tries++) {
    const transaction = createTransaction(step);
    const result = await work(transaction.tx);
    if (await transaction.commit()) return result;
    // Whoever was faster has made progress; a pause keeps many from running into each other again.
    if (tries > 2) await sleep(Math.random() * Math.min(tries, longestPauseMs));
  }
  throw new Error(`a step of the game was disturbed ${maxTries} times`);
}

async function beat(
  run: RunScript,
  keys: GameKeys,
  process: string,
  players: number,
  leaseMs: number,
): Promise<Membership> {
  const args = [process, players, leaseMs, rememberedMs];
  const answer = await run(scripts.beat, [keys.processes, keys.agenda], ...args);
  const [now, rooms, ...fields] = answer as [number, number, ...string[]];
  const aliveUntil = new Map<string, number>();
  let all = 0;
  for (let i = 0; i < fields.length; i += 2) {
    const [until, count] = (fields[i + 1] ?? '').split(':').map(Number);
    aliveUntil.set(fields[i] ?? '', until ?? 0);
    if ((until ?? 0) > now) all += count ?? 0;
  }
  return { now, aliveUntil, players: all, rooms };
}

async function leaderboard(run: RunScript, keys: GameKeys, limit: number) {
  const answer = await run(scripts.leaders, [keys.leaderboard], limit, keys.player(''));
  const fields = answer as string[];
  const best = [];
  for (let i = 0; i < fields.length; i += 2) {
    const { uname, uavatar } = decode<Player>(fields[i + 1] ?? '').record;
    best.push({ name: uname, avatar: uavatar, score: Number(fields[i]) });
  }
  return ranked(best);
}
