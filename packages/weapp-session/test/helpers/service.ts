/** A small Koa service with sessions, and a phone that sends requests to it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import {
  createMemorySessionStore,
  createWeappSession,
  requireUser,
  sessionRouter,
  type WeappSession,
  type WeappSessionOptions,
} from '../../src';
import { appId, appSecret, type PhoneLogin, type Weixin } from './weixin';

/** A started service. */
export interface Service {
  readonly session: WeappSession;
  /** `GET /me` with these headers. */
  get(headers?: Record<string, string>): Promise<Answer>;
  /** `POST` of a JSON body. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  readonly url: string;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever came
  readonly body: any;
}

export interface ServiceOptions extends Partial<WeappSessionOptions> {
  readonly weixin: Weixin;
  /** Bytes of headers Node takes; 16 KB by default, as in Node. */
  readonly maxHeaderSize?: number;
}

/** Options of a session layer that asks this WeChat and does not wait long. */
export function sessionOptions({ weixin, ...more }: ServiceOptions): WeappSessionOptions {
  const { endpoint } = weixin;
  const quick = { timeoutMs: 1000, retryDelayMs: 5, pollMs: 10, storeTimeoutMs: 1000 };
  return { appId, appSecret, endpoint, store: createMemorySessionStore(), ...quick, ...more };
}

function appWith(session: WeappSession): Koa {
  const app = new Koa();
  app.silent = true;
  app.use(sessionRouter(session, { prefix: '/session' }).routes());
  app.use(session.middleware);
  app.use(async (ctx, next) => {
    if (ctx.path !== '/private') return next();
    return requireUser()(ctx, next);
  });
  app.use((ctx) => {
    ctx.body = { user: ctx.request.$wxUserInfo };
  });
  return app;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text.startsWith('{') ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}

function serviceOn(server: Server, session: WeappSession): Service {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    session,
    url,
    get: async (headers = {}) => answerOf(await fetch(`${url}/me`, { headers })),
    post: async (path, body, headers = {}) =>
      answerOf(
        await fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Starts a service with sessions: the router under /session, `GET /me`, `GET /private`. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { maxHeaderSize = 16_384 } = options;
  const session = createWeappSession(sessionOptions(options));
  const server = createServer({ maxHeaderSize }, appWith(session).callback());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return serviceOn(server, session);
}

/** Services for the tests of a suite, stopped after each test. */
export function useServices(): (options: ServiceOptions) => Promise<Service> {
  const started: Service[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((service) => service.stop()));
  });
  return async (options) => {
    const service = await startService(options);
    started.push(service);
    return service;
  };
}

/** The headers of a first request of 2016. */
export function firstHeaders({ code, rawData, signature }: PhoneLogin): Record<string, string> {
  return {
    'X-WX-Code': code,
    'X-WX-RawData': encodeURIComponent(rawData),
    'X-WX-Signature': signature,
  };
}

/** The headers of a later request of 2016. */
export const laterHeaders = ({ code }: Pick<PhoneLogin, 'code'>) => ({ 'X-WX-Code': code });

/** The header of today's protocol. */
export const tokenHeaders = (token: string) => ({ 'X-WX-Session': token });
