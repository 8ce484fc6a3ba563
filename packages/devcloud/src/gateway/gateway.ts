/**
 * The gateway: one port in front of every service, with the production paths, as nginx is in production.
 * It streams both ways, passes WebSocket upgrades on, and answers 502 in JSON for a service that is down.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError, describeFailure, listen } from '@weapp-samples/service';
import { createProxyServer } from 'httpxy';
import { assertDevelopment } from '../development-only';

/** Answers a request by itself and says whether it did: a stand-in, the index page, the simulator. */
export type GatewayHandler = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

/** Requests at `prefix` or below go to `target`, an `http://host:port` address. */
export interface GatewayRoute {
  readonly prefix: string;
  readonly target: string;
}

export interface GatewayOptions {
  readonly port: number;
  readonly host: string;
  /** The environment variable of the port, for the message when it is taken. */
  readonly portVariable?: string;
  /** Asked in order, after the routes. */
  readonly handlers?: readonly GatewayHandler[];
  /** How long a service may take to begin its answer, in milliseconds. */
  readonly timeoutMs?: number;
  readonly nodeEnv?: string;
}

/** A listening gateway. Routes and handlers can be added while it runs. */
export interface Gateway {
  readonly url: string;
  readonly port: number;
  addRoute(route: GatewayRoute): void;
  addHandler(handler: GatewayHandler): void;
  /** Stops accepting, gives requests under way `timeoutMs` milliseconds, then cuts them and every WebSocket. */
  stop(timeoutMs: number): Promise<void>;
}

/**
 * Starts a gateway.
 *
 * @throws PortTakenError when the port is in use; Error in production
 * @example
 * const gateway = await startGateway({ port: 8080, host: '127.0.0.1' });
 * gateway.addRoute({ prefix: '/applet/album', target: 'http://127.0.0.1:9993' });
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { port, host, portVariable = 'PORT', timeoutMs = 60_000, nodeEnv } = options;
  assertDevelopment({ NODE_ENV: nodeEnv });
  const routes: GatewayRoute[] = [];
  const handlers = [...(options.handlers ?? [])];
  const upgraded = new Set<Socket>();
  const proxy = createProxyServer({
    xfwd: true,
    proxyTimeout: timeoutMs,
    upgradeTimeout: timeoutMs,
  });
  proxy.on('error', (_error, _req, res) => refuse(res));
  const track = (socket: Socket) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  };
  proxy.on('open', track);
  const routeOf = (req: IncomingMessage) => routes.find(({ prefix }) => isBelow(req.url, prefix));

  const listening = await listen((req, res) => void answer(req, res), { port, host, portVariable });
  listening.server.on('upgrade', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    const route = routeOf(req);
    if (!route) return refuse(socket);
    track(socket);
    return void proxy.ws(req, socket, { target: route.target }, head);
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const route = routeOf(req);
    if (route) return proxy.web(req, res, { target: route.target });
    try {
      for (const handler of handlers) if (await handler(req, res)) return;
      fail(res, new ApiError(404, 'nothing answers at this path'));
    } catch (error) {
      fail(res, new ApiError(500, 'internal error', { cause: error }));
    }
  }

  return {
    url: listening.url,
    port: listening.port,
    addRoute: (route) => void routes.push(route),
    addHandler: (handler) => void handlers.push(handler),
    stop: async (ms) => {
      for (const socket of upgraded) socket.destroySoon();
      await listening.stop(ms);
    },
  };
}

function isBelow(url: string | undefined, prefix: string): boolean {
  const path = url?.split('?', 1)[0] ?? '';
  return path === prefix || path.startsWith(`${prefix}/`);
}

function refuse(res: unknown): void {
  const target = res as ServerResponse | Socket | undefined;
  if (target && 'writeHead' in target)
    fail(target, new ApiError(502, 'the service is not running'));
  else target?.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function fail(res: ServerResponse, error: ApiError): void {
  if (res.headersSent) return void res.destroy();
  res.writeHead(error.status, { 'Content-Type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(describeFailure(error)));
}
