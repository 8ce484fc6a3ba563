/** The error funnel: whatever is thrown becomes one answer in the service's envelope. */
import { STATUS_CODES } from 'node:http';
import { codes, type Failure } from '@weapp-samples/contracts';
import type { Middleware } from 'koa';
import { ApiError } from './errors';

/** The service's own `msg` for a status, where 2016 clients expect one. */
export type FailureTexts = Readonly<Partial<Record<number | 'default', string>>>;

/** Catches everything below it. Known errors say what they say; unknown ones are logged and answered by a bare 500. */
export function failureFunnel(texts: FailureTexts = {}): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (thrown) {
      const error = toApiError(thrown);
      if (error.status >= 500) ctx.log.error({ err: error.cause ?? thrown }, error.reason);
      if (ctx.res.headersSent || !ctx.writable) return;
      ctx.set({ ...error.headers });
      ctx.status = error.status;
      ctx.body = describe(error, texts);
    }
  };
}

/** The body of a failed answer. */
export function describe(error: ApiError, texts: FailureTexts = {}): Failure {
  const msg = error.msg ?? texts[error.status] ?? texts.default ?? STATUS_CODES[error.status];
  return {
    code: codes.failed,
    msg: msg ?? 'failed',
    data: {},
    error: { reason: error.reason, ...(error.field !== undefined && { field: error.field }) },
  };
}

/** Errors of Koa and its parsers carry a status and `expose`; all others stay hidden. */
function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const { status, expose, type } = (thrown ?? {}) as Record<string, unknown>;
  if (typeof status === 'number' && status >= 400 && status < 500 && expose !== false) {
    return new ApiError(status, reasonOf(status, type), { cause: thrown });
  }
  return new ApiError(500, 'internal error', { cause: thrown });
}

function reasonOf(status: number, type: unknown): string {
  if (type === 'entity.too.large' || status === 413) return 'the body is too large';
  if (type === 'encoding.unsupported') return 'this content encoding is not supported';
  if (status === 400) return 'the body could not be read';
  return STATUS_CODES[status]?.toLowerCase() ?? 'bad request';
}
