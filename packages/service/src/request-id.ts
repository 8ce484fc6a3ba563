/** Every request has an id: the client's when well formed, else a new one; it is in the answer and in every log line. */
import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from './log';

const wellFormed = /^[\w.-]{1,64}$/;

declare module 'koa' {
  interface DefaultContext {
    /** Id of this request, also in the `X-Request-Id` header of the answer. */
    requestId: string;
    /** Logger whose lines carry the request's id. */
    log: Logger;
  }
}

/** Sets `ctx.requestId`, `ctx.log` and the answer's `X-Request-Id`. */
export function requestId(logger: Logger): Middleware {
  return (ctx, next) => {
    const given = ctx.req.headers['x-request-id'];
    const id = typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
    ctx.requestId = id;
    ctx.res.setHeader('X-Request-Id', id);
    let log: Logger | undefined;
    Object.defineProperty(ctx, 'log', {
      configurable: true,
      get: () => {
        log ??= logger.child({ requestId: id });
        return log;
      },
    });
    return next();
  };
}
