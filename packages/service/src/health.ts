/** `/healthz`: the process is up. `/readyz`: its stores answer. `/metrics`: Prometheus text. None is routed to outside. */
import type { Middleware } from 'koa';
import type { Registry } from 'prom-client';
import { withTimeout } from './timeout';

/** A named check of a store or cloud; rejects when it cannot be used. */
export type ReadyChecks = Readonly<Record<string, () => Promise<unknown>>>;

export interface HealthOptions {
  readonly checks: ReadyChecks;
  readonly registry: Registry;
  readonly stopping: () => boolean;
  /** How long one check may take, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Answers the three paths and passes everything else on. */
export function healthEndpoints(options: HealthOptions): Middleware {
  const { registry } = options;
  const answers = new Map<string, Middleware>([
    ['/healthz', answerHealth],
    ['/readyz', (ctx) => answerReadiness(ctx, options)],
    ['/metrics', (ctx) => answerMetrics(ctx, registry)],
  ]);
  return (ctx, next) => {
    const answer = answers.get(ctx.path);
    if (!answer || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.state.route = ctx.path;
    return answer(ctx, next);
  };
}

const answerHealth: Middleware = (ctx) => {
  ctx.body = { status: 'ok' };
};

async function answerMetrics(ctx: Parameters<Middleware>[0], registry: Registry): Promise<void> {
  // The next question goes to another process of the service, where there are several.
  ctx.set('Connection', 'close');
  ctx.type = registry.contentType;
  ctx.body = await registry.metrics();
}

async function answerReadiness(
  ctx: Parameters<Middleware>[0],
  { checks, stopping, timeoutMs = 2000 }: HealthOptions,
): Promise<void> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await withTimeout(check(), timeoutMs, `no answer within ${timeoutMs} ms`);
        return [name, 'ok'] as const;
      } catch (error) {
        ctx.log.warn({ err: error, check: name }, `${name} is not ready`);
        return [name, 'failed'] as const;
      }
    }),
  );
  const ready = !stopping() && results.every(([, result]) => result === 'ok');
  ctx.status = ready ? 200 : 503;
  const status = stopping() ? 'stopping' : ready ? 'ready' : 'not ready';
  ctx.body = { status, checks: Object.fromEntries(results) };
}
