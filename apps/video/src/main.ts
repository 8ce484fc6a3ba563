/** Starts the video service: opens its stores, prepares the database, listens. */
import {
  createLogger,
  type Logger,
  runProcess,
  type StartedApp,
  type StartOptions,
} from '@weapp-samples/service';
import {
  createMemorySessionStore,
  createRedisSessionStore,
  type SessionStore,
  weappSession,
} from '@weapp-samples/weapp-session';
import type { Redis } from 'ioredis';
import type { Middleware } from 'koa';
import { databaseOptions, readConfig, type VideoConfig } from './config';
import { contentCheckFor } from './content-check';
import { type PrepareEvent, prepare } from './prepare';
import { connectRedis } from './redis';
import { openDatabase } from './stores/database';
import { createVideoService } from './video-service';

/** `sessionStore`: the sessions of a process that runs several services. */
export interface VideoStartOptions extends StartOptions {
  readonly sessionStore?: SessionStore;
}

/** Milliseconds between two tries to reach a database that is down at the start. */
const retryMs = 1000;

/**
 * Starts the video service. A database that is down does not stop the start: it is waited for.
 *
 * @throws SettingsError, PortTakenError: one line to show to the operator
 */
export async function start(options: VideoStartOptions): Promise<StartedApp> {
  const config = readConfig(options.env);
  const logger = options.logger ?? createLogger({ name: 'video', level: config.logLevel });
  const opened: (() => unknown)[] = [];
  try {
    const redis = config.redisUrl ? connectRedis(config.redisUrl, redisErrors(logger)) : undefined;
    opened.push(() => redis?.disconnect());
    const check = await contentCheckFor(config, redis);
    const database = await openDatabase(databaseOptions(config));
    opened.push(() => database.close());
    const { catalogueFile } = config;
    const onEvent = (event: PrepareEvent) => report(logger, event);
    const preparation = await prepare({ database, catalogueFile, retryMs, onEvent });
    opened.push(() => preparation.stop());
    const sessions = sessionsFor(config, logger, redis, options.sessionStore);
    const parts = { config, database, preparation, check, logger, redis, sessions };
    const { service, recheck } = createVideoService(parts);
    const running = await service.listen();
    recheck.start();
    return { ...running, stores: describeStores(config) };
  } catch (error) {
    for (const close of opened.reverse()) await close();
    throw error;
  }
}

/** Without an AppID nobody can be known, and every comment is one without a session. */
function sessionsFor(
  config: VideoConfig,
  logger: Logger,
  redis: Redis | undefined,
  shared: SessionStore | undefined,
): Middleware | undefined {
  const { wechatAppId: appId, wechatAppSecret: appSecret, wechatApi } = config;
  if (!appId || !appSecret) return undefined;
  const own = () => (redis ? createRedisSessionStore({ redis }) : createMemorySessionStore());
  return weappSession({
    ...{ appId, appSecret, logger, timeoutMs: config.wechatTimeoutMs },
    endpoint: `${wechatApi.replace(/\/+$/, '')}/sns/jscode2session`,
    store: redis ? own() : (shared ?? own()),
  });
}

function report(logger: Logger, event: PrepareEvent): void {
  if (event.kind === 'waiting') {
    logger.error({ err: event.error }, 'the database is not ready, trying again');
  } else if (event.kind === 'migrated') {
    logger.info({ steps: event.steps }, 'the tables are up to date');
  } else logger.info({ videos: event.videos }, 'the catalogue was empty: trailers imported');
}

function redisErrors(logger: Logger): (err: Error) => void {
  return (err) => logger.warn({ err }, 'Redis cannot be reached');
}

function describeStores({ mysqlUrl, redisUrl }: VideoConfig): StartedApp['stores'] {
  return {
    videos: mysqlUrl ? 'MySQL' : 'SQLite file',
    sessions: redisUrl ? 'Redis' : 'memory',
  };
}

if (require.main === module) void runProcess(start);
