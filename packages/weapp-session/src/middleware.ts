/** Sessions for Koa: the middleware that knows the user and the one that asks for a user. */
import type { Middleware, ParameterizedContext } from 'koa';
import { credentialsFromHeaders } from './credentials';
import { expired, SessionError } from './errors';
import type { SessionSettings } from './options';
import type { Sessions } from './session';
import type { WxUserInfo } from './user';

declare module 'koa' {
  interface Request {
    /** The user of the session; null for a request without one. */
    $wxUserInfo: WxUserInfo | null;
  }
}

/** Answers with the failure JSON; what `more` holds stands beside it. */
export function answerFailure(ctx: ParameterizedContext, error: SessionError, more: object = {}) {
  ctx.status = error.status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { ...more, ...error.toJSON() };
}

/** The middleware that reads both protocols and sets `ctx.request.$wxUserInfo`. */
export function sessionMiddleware(
  sessions: Sessions,
  { ignore }: Pick<SessionSettings, 'ignore'>,
): Middleware {
  return async function weappSession(ctx, next) {
    ctx.request.$wxUserInfo = null;
    if (ignore(ctx)) return next();
    try {
      const credentials = credentialsFromHeaders(ctx.headers);
      ctx.request.$wxUserInfo = await sessions.authenticate(credentials);
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      return answerFailure(ctx, error);
    }
    return next();
  };
}

/**
 * Lets requests with a user pass; answers others with 401 and ERR_SESSION_EXPIRED, upon which
 * clients of both protocols log in.
 * @example router.get('/paints/list', requireUser(), list)
 */
export function requireUser(): Middleware {
  return async function requireUser(ctx, next) {
    if (ctx.request.$wxUserInfo) return next();
    answerFailure(ctx, expired('a session is required'));
  };
}
