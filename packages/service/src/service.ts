/** `createService`: one Koa application with everything the services share. */
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import cors from '@koa/cors';
import Koa, { type Middleware } from 'koa';
import type { Registry } from 'prom-client';
import { accessLog } from './access-log';
import { clientAddress } from './client-address';
import { type FailureTexts, failureFunnel } from './failure';
import { healthEndpoints, type ReadyChecks } from './health';
import { type Listening, listen } from './listen';
import { createLogger, type Logger } from './log';
import { createMetrics } from './metrics';
import { rateLimit } from './rate-limit';
import { requestId } from './request-id';
import { mount } from './router';
import type { Route } from './routes';
import { securityHeaders } from './security-headers';
import type { ServiceConfig } from './service-settings';

/** What a service is made of. */
export interface ServiceOptions {
  readonly name: string;
  readonly config: ServiceConfig;
  readonly routes: readonly Route[];
  /** Checks behind `/readyz`, by the name of the store or cloud. */
  readonly ready?: ReadyChecks;
  /** Runs before the routes, in order: sessions, for example. */
  readonly middleware?: readonly Middleware[];
  /** `msg` of success (default `ok`) and of failures by status. */
  readonly okText?: string;
  readonly failureTexts?: FailureTexts;
  /** The environment variable of the port, for the message when it is taken. */
  readonly portVariable?: string;
  /** Given the HTTP server before it listens: to attach what else answers on it, such as WebSockets. */
  readonly onServer?: (server: Server) => void;
  /** Ends what `onServer` attached: called when the stop begins and no new connection comes in. */
  readonly onStop?: () => Promise<unknown> | unknown;
  /** Closes the stores, in order, once no request runs any more. */
  readonly close?: readonly (() => Promise<unknown> | unknown)[];
  readonly logger?: Logger;
}

/** A service that can be asked in process (`handler`) or made to listen. */
export interface Service {
  readonly name: string;
  readonly app: Koa;
  readonly handler: RequestListener;
  readonly logger: Logger;
  /** Prometheus registry for the service's own metrics. */
  readonly registry: Registry;
  /** The client's address of a request, with trusted proxies taken into account. */
  readonly addressOf: (req: IncomingMessage) => string;
  listen(): Promise<RunningService>;
}

/** A service that listens. */
export interface RunningService {
  readonly name: string;
  readonly url: string;
  readonly server: Server;
  /** Graceful stop; a second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Builds a service; nothing listens yet.
 *
 * @example
 * const service = createService({ name: 'album', config, routes: implement(albumApi, handlers) });
 * const running = await service.listen();
 */
export function createService(options: ServiceOptions): Service {
  const { name, config, middleware = [], ready = {}, failureTexts = {} } = options;
  const logger = options.logger ?? createLogger({ name, level: config.logLevel });
  const addressOf = clientAddress(config.trustedProxies);
  const metrics = createMetrics(name);
  const state = { stopping: false };
  const app = new Koa();
  app.silent = true;
  app.use(requestId(logger, app.context));
  app.use(metrics.middleware);
  app.use(accessLog(logger, addressOf));
  app.use(securityHeaders());
  app.use(failureFunnel(failureTexts));
  app.use(
    healthEndpoints({ checks: ready, registry: metrics.registry, stopping: () => state.stopping }),
  );
  if (config.corsOrigins.length > 0) app.use(corsFor(config.corsOrigins));
  app.use(rateLimit(config.rateLimit, addressOf));
  for (const each of middleware) app.use(each);
  app.use(mount(options.routes, mountOptions(options)));
  const service = {
    name,
    app,
    handler: app.callback(),
    logger,
    registry: metrics.registry,
    addressOf,
  };
  return { ...service, listen: () => start(service.handler, options, logger, state) };
}

function mountOptions({ config, okText = 'ok' }: ServiceOptions) {
  const checkAnswers = config.nodeEnv !== 'production';
  return { okText, checkAnswers, bodyLimitBytes: config.bodyLimitBytes };
}

function corsFor(origins: readonly string[]): Middleware {
  const allowed = new Set(origins);
  return cors({
    origin: (ctx) => {
      const origin = ctx.get('Origin');
      return allowed.has('*') || allowed.has(origin) ? origin : '';
    },
    exposeHeaders: ['X-Request-Id'],
  });
}

async function start(
  handler: RequestListener,
  { name, config, close = [], portVariable = 'PORT', onServer, onStop }: ServiceOptions,
  logger: Logger,
  state: { stopping: boolean },
): Promise<RunningService> {
  const { port, host } = config;
  const listening = await listen(handler, { port, host, portVariable, onServer });
  logger.debug({ url: listening.url }, 'listening');
  let stopped: Promise<void> | undefined;
  const stop = () => {
    state.stopping = true;
    stopped ??= stopAll(listening, config, onStop, close);
    return stopped;
  };
  return { name, url: listening.url, server: listening.server, stop };
}

async function stopAll(
  listening: Listening,
  { stopTimeoutMs, drainMs }: ServiceConfig,
  onStop: ServiceOptions['onStop'],
  close: NonNullable<ServiceOptions['close']>,
): Promise<void> {
  await Promise.all([listening.stop(stopTimeoutMs, drainMs), onStop?.()]);
  for (const each of close) await each();
}
