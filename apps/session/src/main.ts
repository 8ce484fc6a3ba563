/** Starts the session service: opens its stores, puts it together, listens. */
import {
  createLogger,
  type Logger,
  runProcess,
  type StartedApp,
  type StartOptions,
} from '@weapp-samples/service';
import {
  createWeappSession,
  type SessionStore,
  type WeappSession,
} from '@weapp-samples/weapp-session';
import { readConfig, type SessionConfig } from './config';
import { createSessionService, isLogin } from './session-service';
import { openSessionStore } from './session-store';
import { openDrawingStore } from './stores/open-drawing-store';

/** What the start of the session service is given. */
export interface SessionStartOptions extends StartOptions {
  /** The sessions of a process that runs several services; used where there is no Redis. */
  readonly sessionStore?: SessionStore;
}

/**
 * Starts the session service. A MongoDB or Redis that is down does not stop the start.
 *
 * @throws SettingsError, PortTakenError: one line to show to the operator
 */
export async function start(options: SessionStartOptions): Promise<StartedApp> {
  const config = readConfig(options.env);
  const logger = options.logger ?? createLogger({ name: 'session', level: config.logLevel });
  const drawings = await openDrawingStore(config, logger);
  const { store, name, ready, close } = openSessionStore(
    config.redisUrl,
    options.sessionStore,
    logger,
  );
  const sessions = sessionLayer(config, store, logger);
  const service = createSessionService({ config, logger, sessions, drawings, ready, close });
  try {
    const running = await service.listen();
    return { ...running, stores: { sessions: name, drawings: drawings.name } };
  } catch (error) {
    await drawings.close();
    close();
    throw error;
  }
}

function sessionLayer(config: SessionConfig, store: SessionStore, logger: Logger): WeappSession {
  const { wechatAppId: appId, wechatAppSecret: appSecret, wechatApi } = config;
  const endpoint = `${wechatApi.replace(/\/+$/, '')}/sns/jscode2session`;
  return createWeappSession({ appId, appSecret, endpoint, store, logger, ignore: isLogin });
}

if (require.main === module) void runProcess(start);
