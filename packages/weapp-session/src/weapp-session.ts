/** Puts the session layer together. */
import type { Middleware } from 'koa';
import { sessionMiddleware } from './middleware';
import { settingsOf, type WeappSessionOptions } from './options';
import { createSessions, type Sessions } from './session';

/** Sessions, and the Koa middleware made from them. */
export interface WeappSession extends Sessions {
  /** Reads both protocols from the headers and sets `ctx.request.$wxUserInfo`. */
  readonly middleware: Middleware;
}

/**
 * Creates the session layer: WeChat login and sessions in both protocols.
 * @throws TypeError that names the option which cannot be
 * @example
 * const session = createWeappSession({ appId, appSecret, store: createRedisSessionStore({ redis }) });
 * app.use(sessionRouter(session).routes());
 * app.use(session.middleware);
 */
export function createWeappSession(options: WeappSessionOptions): WeappSession {
  const settings = settingsOf(options);
  const sessions = createSessions(settings);
  return { ...sessions, middleware: sessionMiddleware(sessions, settings) };
}

/**
 * The middleware alone, for services that know users but do not log them in.
 * @example app.use(weappSession({ appId, appSecret, store }))
 */
export function weappSession(options: WeappSessionOptions): Middleware {
  return createWeappSession(options).middleware;
}
