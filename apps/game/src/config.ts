/** Settings of the game; the only reader of its environment. */
import { join } from 'node:path';
import {
  type Env,
  from,
  readSettings,
  type SettingValues,
  serviceSettings,
  setting,
} from '@weapp-samples/service';
import { z } from 'zod';
import type { RoomTimes } from './room';
import type { KeepTimes } from './stores/game-store';

/** Seconds, fractions allowed, as milliseconds. */
const seconds = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/, 'must be a number of seconds')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .transform((value) => Math.round(value * 1000));

/** A default in milliseconds that is written in seconds. */
const lasting = (wanted: number) => ({ fallback: wanted * 1000, fallbackText: String(wanted) });

/** All settings, for the reader below and for the check of `.env.example`. */
export const gameSettings = {
  ...serviceSettings('GAME_PORT', 9595),
  roomSize: setting({
    env: 'GAME_ROOM_SIZE',
    doc: 'players of a room, 2 to 8',
    schema: from.integer(2, 8),
    fallback: 2,
  }),
  gameMs: setting({
    env: 'GAME_TIME',
    doc: 'seconds a round takes',
    schema: seconds(0.05, 600),
    ...lasting(3),
  }),
  robotAfterMs: setting({
    env: 'GAME_ROBOT_AFTER',
    doc: 'seconds a player waits for others before robots come',
    schema: seconds(0, 600),
    ...lasting(1),
  }),
  rematchMs: setting({
    env: 'GAME_REMATCH_WAIT',
    doc: 'seconds a player who wants to play again waits for the others of the room',
    schema: seconds(0, 600),
    ...lasting(5),
  }),
  holdMs: setting({
    env: 'GAME_SEAT_HOLD',
    doc: 'seconds the seat of a player who dropped is held',
    schema: seconds(0.1, 600),
    ...lasting(20),
  }),
  idleMs: setting({
    env: 'GAME_ROOM_IDLE',
    doc: 'seconds a room stays after its last round, at least the time a seat is held',
    schema: seconds(0.1, 3600),
    ...lasting(30),
  }),
  inviteMs: setting({
    env: 'GAME_INVITATION',
    doc: 'seconds a private room waits for its players',
    schema: seconds(1, 86_400),
    ...lasting(600),
  }),
  nearbyKm: setting({
    env: 'GAME_NEARBY_KM',
    doc: 'kilometres within which another player is near, 1 to 1000',
    schema: from.integer(1, 1000),
    fallback: 5,
  }),
  placeMs: setting({
    env: 'GAME_PLACE_KEEP',
    doc: 'seconds a place is kept that is not renewed',
    schema: seconds(1, 86_400),
    ...lasting(180),
  }),
  guestMs: setting({
    env: 'GAME_GUEST_KEEP',
    doc: "seconds a guest's score is kept after the last move",
    schema: seconds(1, 2_592_000),
    ...lasting(3600),
  }),
  playerDays: setting({
    env: 'GAME_PLAYER_KEEP_DAYS',
    doc: "days a signed-in player's score is kept after the last move",
    schema: from.integer(1, 3650),
    fallback: 365,
  }),
  messagesPerSecond: setting({
    env: 'GAME_MESSAGES_PER_SECOND',
    doc: 'messages a second one connection may send for long; twice as many at once',
    schema: from.integer(1, 10_000),
    fallback: 20,
  }),
  world: setting({
    env: 'GAME_WORLD',
    doc: 'name of this game in Redis; games of different names share nothing',
    schema: from.text.regex(/^[\w-]{1,32}$/, 'must be letters, digits, - and _'),
    fallback: 'game',
  }),
  redisUrl: setting({
    env: 'REDIS_URL',
    doc: 'Redis with the rooms, the scores and the sessions: redis://host:6379; in memory when not set, never in production',
    schema: z
      .string()
      .trim()
      .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://'),
    required: 'production',
    secret: true,
  }),
  dataDir: setting({
    env: 'DATA_DIR',
    doc: 'folder of the embedded stores',
    schema: from.text,
    fallback: '.data',
  }),
  wechatAppId: setting({
    env: 'WECHAT_APP_ID',
    doc: 'AppID of the mini-program',
    schema: from.text,
    required: 'production',
  }),
  wechatAppSecret: setting({
    env: 'WECHAT_APP_SECRET',
    doc: 'AppSecret of the mini-program',
    schema: from.text,
    required: 'production',
    secret: true,
  }),
  wechatApi: setting({
    env: 'WECHAT_API',
    doc: "address of WeChat's server API",
    schema: from.url,
    fallback: 'https://api.weixin.qq.com',
  }),
} as const;

/** How long a result may stay unconfirmed before it is sent again, in ms. */
const resendMs = 2000;
/** How often a room is looked at when nothing is due, in ms. */
const sweepMs = 5000;
const dayMs = 86_400_000;

export interface GameConfig extends SettingValues<typeof gameSettings> {
  readonly times: RoomTimes;
  readonly keep: KeepTimes;
  /** Where scores outlive the process when there is no Redis. */
  readonly scoreFile: string;
}

/** @throws SettingsError for the first setting that is missing or malformed */
export function gameConfig(env: Env): GameConfig {
  const values = readSettings(env, gameSettings);
  const { gameMs, robotAfterMs, rematchMs, holdMs, inviteMs, guestMs, placeMs } = values;
  const idleMs = Math.max(values.idleMs, holdMs);
  return {
    ...values,
    times: { gameMs, robotAfterMs, rematchMs, holdMs, idleMs, inviteMs, resendMs, sweepMs },
    keep: { guestMs, playerMs: values.playerDays * dayMs, placeMs },
    scoreFile: join(values.dataDir, 'game', 'scores.json'),
  };
}
