/** Prometheus metrics: requests by route template and status, their duration, event-loop lag and the process. */
import type { Middleware } from 'koa';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

declare module 'koa' {
  interface DefaultState {
    /** Template of the matched route, for metrics; a path taken from the client would be an unbounded label. */
    route?: string;
  }
}

/** The metrics of one service. `registry` takes the service's own metrics beside these. */
export interface Metrics {
  readonly registry: Registry;
  readonly middleware: Middleware;
}

/**
 * Metrics labelled with `service`, and with `process`: several processes answer at the port of one service, and their
 * counters are not the same ones.
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service, process: String(process.pid) });
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by method, route template and status.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'route'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  // Finding the labels' counters by their names is most of the cost of counting.
  const bound = new Map<string, (seconds: number) => void>();
  const bind = (method: string, route: string, status: string) => {
    const counter = requests.labels(method, route, status);
    const histogram = duration.labels(method, route);
    return (seconds: number) => {
      counter.inc();
      histogram.observe(seconds);
    };
  };
  const middleware: Middleware = (ctx, next) => {
    const started = performance.now();
    ctx.res.on('close', () => {
      const { method, res } = ctx;
      const { route = 'unmatched' } = ctx.state;
      const name = `${method} ${route} ${res.statusCode}`;
      const record = bound.get(name) ?? bind(method, route, String(res.statusCode));
      bound.set(name, record);
      record((performance.now() - started) / 1000);
    });
    return next();
  };
  return { registry, middleware };
}
