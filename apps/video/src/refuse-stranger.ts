/** The failure JSON of sessions, upon which clients log in, in this service's envelope. */
import { videoMessages } from '@weapp-samples/contracts';
import { ApiError, answered, describeFailure } from '@weapp-samples/service';
import { SessionError, sessionReasons } from '@weapp-samples/weapp-session';
import type { Context } from 'koa';

/** Answers 401 for a request that needs a session and has none. */
export function refuseStranger(ctx: Context): typeof answered {
  const reason = 'a session is required';
  const { error, ...failure } = new SessionError(sessionReasons.expired, reason).toJSON();
  const envelope = describeFailure(new ApiError(401, reason, { msg: videoMessages.noSession }));
  ctx.status = 401;
  ctx.body = { ...envelope, ...failure, error: { ...error, ...envelope.error } };
  return answered;
}
