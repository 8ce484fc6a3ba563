/** A limit on requests a minute for each client address, kept in the process; nginx has its own in front. */
import type { Middleware } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type ClientAddress, clientKey } from './client-address';
import { ApiError } from './errors';

const minute = 60;

/**
 * Answers 429 with `Retry-After` once an address has made more than `perMinute` requests in a minute.
 *
 * @param perMinute requests a minute; 0 for no limit
 */
export function rateLimit(perMinute: number, addressOf: ClientAddress): Middleware {
  if (perMinute === 0) return (_ctx, next) => next();
  const limiter = new RateLimiterMemory({ points: perMinute, duration: minute });
  return async (ctx, next) => {
    try {
      await limiter.consume(clientKey(addressOf(ctx.req)));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw tooMany(refused.msBeforeNext);
    }
    return next();
  };
}

/** The 429 answer. `waitMs` is how long the client has to wait, in milliseconds. */
export function tooMany(waitMs: number, msg?: string): ApiError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new ApiError(429, `too many requests, try again in ${seconds} s`, {
    msg,
    headers: { 'Retry-After': String(seconds) },
  });
}
