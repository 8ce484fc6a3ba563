/** The WeChat stand-in: the phone's part of a login, and the calls of the server API the samples make. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { assertDevelopment } from '../development-only';
import { WeixinError } from './errors';
import { WeixinFaults } from './faults';
import { readJson, sendJson } from './http';
import { parseUser, type WeixinLogin, type WeixinUser } from './phone';
import { Weixin, type WeixinOptions } from './weixin';

export interface WeixinStandInOptions extends WeixinOptions {
  /** `NODE_ENV`, where the caller knows it. */
  readonly nodeEnv?: string | undefined;
}

export interface WeixinStandIn {
  /**
   * Serves `/devcloud/weixin/…` inside an HTTP server.
   *
   * @returns false for a path that is not the stand-in's; the request is untouched then
   */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Logs a user in, as `POST /devcloud/weixin/login` does. */
  login(user: WeixinUser): WeixinLogin;
  readonly faults: WeixinFaults;
  /** Ends pushes under way. */
  close(): void;
}

const PREFIX = '/devcloud/weixin';

type Call = (req: IncomingMessage, query: URLSearchParams) => Promise<object> | object;

/**
 * Makes a stand-in for api.weixin.qq.com and for the WeChat app itself.
 *
 * @example
 * const weixin = createWeixinStandIn({ appId, appSecret });
 * createServer(async (req, res) => (await weixin.handle(req, res)) || res.writeHead(404).end());
 *
 * @throws Error in production
 */
export function createWeixinStandIn(options: WeixinStandInOptions): WeixinStandIn {
  assertDevelopment({ NODE_ENV: options.nodeEnv });
  const faults = new WeixinFaults();
  const closing = new AbortController();
  const weixin = new Weixin(options, closing.signal);
  const calls: ReadonlyMap<string, Call> = new Map<string, Call>([
    ['/sns/jscode2session', (req, query) => weixin.exchange(req, query)],
    ['/cgi-bin/stable_token', (req) => weixin.giveToken(req)],
    ['/wxa/msg_sec_check', (req, query) => weixin.checkText(req, query)],
    ['/wxa/media_check_async', (req, query) => weixin.checkMedia(req, query)],
  ]);

  return {
    faults,
    login: (user) => weixin.login(user),
    close: () => closing.abort(),
    async handle(req, res) {
      const [pathname = '', search] = (req.url ?? '/').split('?', 2);
      const path = pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) : '';
      if (path === '/login') return answerLogin(req, res, weixin);
      const call = calls.get(path);
      if (call === undefined) return false;
      await answer(res, path, async () => {
        if (!(await faults.strike(path, res))) return call(req, new URLSearchParams(search));
        req.resume();
        return undefined;
      });
      return true;
    },
  };

  async function answer(
    res: ServerResponse,
    path: string,
    work: () => Promise<object | undefined>,
  ): Promise<void> {
    // So it is in reality, though the body is JSON.
    const type = path === '/sns/jscode2session' ? { type: 'text/plain' } : {};
    try {
      const value = await work();
      if (value !== undefined) sendJson(res, value, type);
    } catch (error) {
      sendJson(res, refusal(error, weixin.requestId()), type);
    }
  }
}

async function answerLogin(req: IncomingMessage, res: ServerResponse, weixin: Weixin) {
  try {
    const { user } = await readJson(req);
    sendJson(res, weixin.login(parseUser(user)));
  } catch (error) {
    const status = req.method === 'POST' ? 400 : 405;
    sendJson(res, refusal(error, weixin.requestId()), { status });
  }
  return true;
}

function refusal(error: unknown, rid: string): object {
  const { errcode, message } = error instanceof WeixinError ? error : new WeixinError(-1);
  return { errcode, errmsg: `${message}, rid: ${rid}` };
}
