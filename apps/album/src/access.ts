/** Who asks: nobody in particular where all share a folder, else the user of the session. */
import { createHmac } from 'node:crypto';
import type { Logger } from '@weapp-samples/service';
import {
  createMemorySessionStore,
  createRedisSessionStore,
  type SessionStore,
  weappSession,
} from '@weapp-samples/weapp-session';
import { Redis } from 'ioredis';
import type { Context, Middleware } from 'koa';
import type { Owner } from './album';
import type { SessionAccess } from './config';

/** Finds the owner of the folder a request may use. `null`: only a user may, and there is none. */
export type OwnerOf = (ctx: Context) => Owner | null;

export interface Access {
  readonly ownerOf: OwnerOf;
  readonly middleware: readonly Middleware[];
  /** Where sessions are kept, in a word or two; undefined where there are none. */
  readonly store: string | undefined;
  /** The Redis of the sessions, for what else the processes share. */
  readonly redis: Redis | undefined;
  /** Rejects when the sessions cannot be reached. */
  readonly ready: Readonly<Record<string, () => Promise<unknown>>>;
  readonly close: () => Promise<unknown> | unknown;
}

export interface AccessOptions {
  readonly sessions: SessionAccess | undefined;
  /** Sessions of this process, shared with the service that logs in; for when there is no Redis. */
  readonly sessionStore: SessionStore | undefined;
  readonly logger: Logger;
}

/** Everyone shares one folder. */
const publicAccess: Access = {
  ownerOf: () => undefined,
  middleware: [],
  store: undefined,
  redis: undefined,
  ready: {},
  close: () => undefined,
};

/** Access as configured (contracts: Album, `ALBUM_ACCESS`). */
export function createAccess({ sessions, sessionStore, logger }: AccessOptions): Access {
  if (!sessions) return publicAccess;
  const { appId, appSecret, wechatApi, ownerSecret } = sessions;
  const backend = openSessions(sessions, sessionStore, logger);
  const { store } = backend;
  const endpoint = `${wechatApi.replace(/\/+$/, '')}/sns/jscode2session`;
  return {
    store: backend.name,
    redis: backend.redis,
    ready: backend.ready,
    close: backend.close,
    ownerOf: (ctx) => {
      const user = ctx.request.$wxUserInfo;
      return user ? folderName(user.openId, ownerSecret) : null;
    },
    middleware: [weappSession({ appId, appSecret, endpoint, store, logger })],
  };
}

/** Image addresses are seen by others; they must not tell the openid. */
export function folderName(openId: string, secret: string): string {
  return createHmac('sha256', secret).update(openId).digest('base64url').slice(0, 27);
}

interface Backend extends Pick<Access, 'redis' | 'ready' | 'close'> {
  readonly store: SessionStore;
  readonly name: string;
}

function openSessions(
  { redisUrl }: SessionAccess,
  shared: SessionStore | undefined,
  logger: Logger,
): Backend {
  if (!redisUrl) {
    const store = shared ?? createMemorySessionStore();
    return { store, name: 'memory', redis: undefined, ready: {}, close: () => undefined };
  }
  const redis = connectRedis(redisUrl);
  redis.on('error', (err) => logger.warn({ err }, 'Redis cannot be reached'));
  return {
    store: createRedisSessionStore({ redis }),
    name: 'Redis',
    redis,
    ready: { redis: () => redis.ping() },
    close: () => redis.disconnect(),
  };
}

/** A client that answers within a second or fails: no request waits for a Redis that is away. */
function connectRedis(url: string): Redis {
  return new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 2000,
    commandTimeout: 1000,
    retryStrategy: (times) => Math.min(times * 100, 2000),
  });
}
