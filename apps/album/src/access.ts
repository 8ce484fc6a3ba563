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
  ready: {},
  close: () => undefined,
};

/** Access as configured (contracts: Album, `ALBUM_ACCESS`). */
export function createAccess({ sessions, sessionStore, logger }: AccessOptions): Access {
  if (!sessions) return publicAccess;
  const { appId, appSecret, wechatApi: endpoint, ownerSecret } = sessions;
  const backend = openSessions(sessions, sessionStore, logger);
  const { store } = backend;
  const options = { appId, appSecret, store, logger, ...(endpoint && { endpoint }) };
  return {
    store: backend.name,
    ready: backend.ready,
    close: backend.close,
    ownerOf: (ctx) => {
      const user = ctx.request.$wxUserInfo;
      return user ? folderName(user.openId, ownerSecret) : null;
    },
    middleware: [weappSession(options)],
  };
}

/** Image addresses are seen by others; they must not tell the openid. */
export function folderName(openId: string, secret: string): string {
  return createHmac('sha256', secret).update(openId).digest('base64url').slice(0, 27);
}

interface Backend extends Pick<Access, 'ready' | 'close'> {
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
    return { store, name: 'memory', ready: {}, close: () => undefined };
  }
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
  redis.on('error', (error) => logger.warn({ err: error }, 'Redis'));
  return {
    store: createRedisSessionStore({ redis }),
    name: 'Redis',
    ready: { sessions: () => redis.ping() },
    close: () => redis.disconnect(),
  };
}
