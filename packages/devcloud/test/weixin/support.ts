/** A WeChat stand-in inside a server, with a clock that a test moves. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createWeixinStandIn,
  type WeixinStandIn,
  type WeixinStandInOptions,
} from '../../src/index';

export const app = { appId: 'wx0123456789abcdef', appSecret: 'a-secret-of-the-tests' };
export const alice = { nickName: '爱丽丝😀', avatarUrl: 'https://example.com/a.png' };
export const bob = { nickName: 'Bob', avatarUrl: '' };

export interface Started {
  readonly weixin: WeixinStandIn;
  /** Of `/devcloud/weixin`. */
  readonly url: string;
  /** Moves the clock by that many milliseconds. */
  advance(ms: number): void;
  get(path: string, query?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, query?: Record<string, string>): Promise<Response>;
  stop(): Promise<void>;
}

export async function start(options: Partial<WeixinStandInOptions> = {}): Promise<Started> {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const weixin = createWeixinStandIn({ ...app, clock: () => now, ...options });
  const server = createServer(async (req, res) => {
    if (!(await weixin.handle(req, res))) res.writeHead(404).end('not the stand-in');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/devcloud/weixin`;
  const address = (path: string, query = {}) => `${url}${path}?${new URLSearchParams(query)}`;
  return {
    weixin,
    url,
    advance: (ms) => {
      now += ms;
    },
    get: (path, query) => fetch(address(path, query)),
    post: (path, body, query) =>
      fetch(address(path, query), {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async stop() {
      weixin.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Exchanges a code as a service does. */
export async function exchange(
  { get }: Started,
  code: string,
  changed: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const { appId: appid, appSecret: secret } = app;
  const answer = await get('/sns/jscode2session', {
    appid,
    secret,
    js_code: code,
    grant_type: 'authorization_code',
    ...changed,
  });
  return (await answer.json()) as Record<string, unknown>;
}
