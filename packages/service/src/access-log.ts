/** One log line a request: what was asked, what was answered, how long it took. No header, no query, no body. */
import type { Middleware } from 'koa';
import type { ClientAddress } from './client-address';
import type { Logger } from './log';

/** Logs each request when its answer is out, or when the client has gone. */
export function accessLog(logger: Logger, addressOf: ClientAddress): Middleware {
  if (!logger.isLevelEnabled('info')) return (_ctx, next) => next();
  // The fields below hold no secret; looking for some in each of them would double the cost of a line.
  const lines = logger.child({}, { redact: [] });
  return (ctx, next) => {
    const started = performance.now();
    const { req, res } = ctx;
    const ip = addressOf(req);
    res.on('close', () => {
      const line = {
        requestId: ctx.requestId,
        method: req.method,
        path: ctx.path,
        status: res.statusCode,
        ms: Math.round((performance.now() - started) * 10) / 10,
        ip,
        ...(!res.writableFinished && { aborted: true }),
      };
      lines.info(line, `${line.method} ${line.path} ${line.status} ${line.ms} ms`);
    });
    return next();
  };
}
