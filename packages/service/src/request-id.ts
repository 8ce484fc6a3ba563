/** Every request has an id: the client's when well formed, else a new one; it is in the answer and in every log line. */
import { randomUUID } from 'node:crypto';
import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
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

/**
 * Sets `ctx.requestId`, `ctx.log` and the answer's `X-Request-Id`.
 *
 * @param context the application's, which all its contexts inherit from
 */
export function requestId(logger: Logger, context: Koa['context']): Middleware {
  const own = Symbol('log');
  // Most requests log nothing of their own: their logger is made when it is asked for.
  Object.defineProperty(context, 'log', {
    configurable: true,
    get(this: Context & { [own]?: Logger }) {
      this[own] ??= logger.child({ requestId: this.requestId });
      return this[own];
    },
  });
  return (ctx, next) => {
    const given = ctx.req.headers['x-request-id'];
    const id = typeof given === 'string' && wellFormed.test(given) ? given : randomUUID();
    ctx.requestId = id;
    ctx.res.setHeader('X-Request-Id', id);
    return next();
  };
}
