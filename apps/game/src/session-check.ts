/** How the game knows users: by the sessions that the session service opens. */
import type { Logger } from '@weapp-samples/service';
import {
  createMemorySessionStore,
  createRedisSessionStore,
  createWeappSession,
  type SessionStore,
} from '@weapp-samples/weapp-session';
import type { Redis } from 'ioredis';
import type { GameConfig } from './config';
import type { Authenticate } from './identity';

export interface SessionCheckOptions {
  readonly config: GameConfig;
  readonly logger: Logger;
  readonly redis?: Redis | undefined;
  /** Used where there is no Redis. */
  readonly sessionStore?: SessionStore | undefined;
}

export interface SessionCheck {
  readonly authenticate: Authenticate;
  /** For the start's table. */
  readonly kind: string;
}

/** Without an AppID, in development, everyone is a guest. */
export function createSessionCheck(options: SessionCheckOptions): SessionCheck {
  const { config, logger, redis, sessionStore } = options;
  const { wechatAppId: appId, wechatAppSecret: appSecret, wechatApi } = config;
  if (!appId || !appSecret) return { authenticate: async () => null, kind: 'none' };
  const store = redis
    ? createRedisSessionStore({ redis })
    : (sessionStore ?? createMemorySessionStore());
  const endpoint = `${wechatApi.replace(/\/+$/, '')}/sns/jscode2session`;
  const { authenticate } = createWeappSession({ appId, appSecret, endpoint, store, logger });
  return { authenticate, kind: redis ? 'Redis' : 'memory' };
}
