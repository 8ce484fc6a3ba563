/** Today's login over HTTP: `POST /login`, `/profile`, `/logout` (contracts: Session). */
import { type sessionApi, sessionMessages } from '@weapp-samples/contracts';
import { ApiError, answered, type Handlers } from '@weapp-samples/service';
import {
  answerFailure,
  credentialsFromHeaders,
  publicUser,
  SessionError,
  type Sessions,
} from '@weapp-samples/weapp-session';
import type { Context } from 'koa';

type LoginHandlers = Pick<Handlers<typeof sessionApi>, 'login' | 'profile' | 'logout'>;

/**
 * They read the session themselves, so that a phone whose token ran out can log in with the old one
 * still in its headers: the session middleware has to leave their paths out.
 */
export function loginHandlers(sessions: Sessions): LoginHandlers {
  return {
    login: ({ body }, ctx) => orFailure(ctx, () => sessions.login(body.code)),
    profile: ({ body }, ctx) =>
      orFailure(ctx, async () => {
        const user = await sessions.saveProfile(credentialsFromHeaders(ctx.headers), body);
        if (!user) throw new ApiError(400, 'the profile was refused', { field: 'nickName' });
        return { user: publicUser(user) };
      }),
    logout: (_input, ctx) =>
      orFailure(ctx, async () => {
        await sessions.logout(credentialsFromHeaders(ctx.headers));
        return {};
      }),
  };
}

/** Answers a session failure in both shapes at once: the JSON of 2016 inside today's envelope. */
async function orFailure<T>(ctx: Context, work: () => Promise<T>): Promise<T | typeof answered> {
  ctx.set('Cache-Control', 'no-store');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    answerFailure(ctx, error, { code: -1, msg: sessionMessages.failed });
    return answered;
  }
}
