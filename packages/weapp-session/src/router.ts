/** Today's login as routes: `POST /login`, `/profile`, `/logout` (contracts: Session). */
import Router from '@koa/router';
import type { ParameterizedContext } from 'koa';
import { InputError, readBody, readCode, readProfile } from './body';
import { credentialsFromHeaders } from './credentials';
import { SessionError } from './errors';
import { answerFailure } from './middleware';
import type { Sessions } from './session';
import { publicUser } from './user';

type Handler = (ctx: ParameterizedContext) => Promise<object>;

function answer(ctx: ParameterizedContext, data: object): void {
  ctx.set('Cache-Control', 'no-store');
  ctx.body = { code: 0, msg: 'success', data };
}

function answerInputError(ctx: ParameterizedContext, { message, field, status }: InputError) {
  ctx.status = status;
  ctx.body = { code: -1, msg: message, error: { reason: message, ...(field && { field }) } };
}

// Both failure shapes at once: the envelope of today's clients around the JSON of 2016.
function answering(handler: Handler) {
  return async (ctx: ParameterizedContext): Promise<void> => {
    try {
      answer(ctx, await handler(ctx));
    } catch (error) {
      if (error instanceof InputError) answerInputError(ctx, error);
      else if (error instanceof SessionError) {
        answerFailure(ctx, error, { code: -1, msg: error.message });
      } else throw error;
    }
  };
}

/**
 * The routes of today's login. They read the session themselves: mount them before the session
 * middleware, so that a phone whose token ran out can log in with the old token still in its headers.
 * @example app.use(sessionRouter(session, { prefix: '/applet/session' }).routes())
 */
export function sessionRouter(
  sessions: Sessions,
  { prefix = '' }: { readonly prefix?: string } = {},
): Router {
  const router = new Router({ prefix });
  router.post(
    '/login',
    answering(async (ctx) => sessions.login(readCode(await readBody(ctx)))),
  );
  router.post(
    '/profile',
    answering(async (ctx) => {
      const profile = readProfile(await readBody(ctx));
      const user = await sessions.saveProfile(credentialsFromHeaders(ctx.headers), profile);
      if (!user) throw new InputError('nickName or avatarUrl was refused', 'nickName');
      return { user: publicUser(user) };
    }),
  );
  router.post(
    '/logout',
    answering(async (ctx) => {
      await sessions.logout(credentialsFromHeaders(ctx.headers));
      return {};
    }),
  );
  return router;
}
