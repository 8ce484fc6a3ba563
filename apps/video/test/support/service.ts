/** A video service on a free port, its check and its users in the hands of the test. */
import {
  CheckUnavailableError,
  type ContentCheck,
  type Verdict,
} from '@weapp-samples/content-check';
import { createLogger } from '@weapp-samples/service';
import type { WxUserInfo } from '@weapp-samples/weapp-session';
import type { Redis } from 'ioredis';
import type { Middleware } from 'koa';
import { readConfig } from '../../src/config';
import type { Recheck } from '../../src/recheck';
import type { Database } from '../../src/stores/database';
import { createVideoService } from '../../src/video-service';

/** What the check says from now on; asked texts are kept. */
export interface TestCheck extends ContentCheck {
  says: Verdict | 'down';
  readonly asked: { readonly content: string; readonly openId?: string | undefined }[];
}

export function testCheck(): TestCheck {
  const check: TestCheck = {
    says: 'pass',
    asked: [],
    checkText: async (text) => {
      check.asked.push(text);
      if (check.says === 'down') throw new CheckUnavailableError('down, as the test wants it');
      return check.says;
    },
  };
  return check;
}

/** The header `X-Test-User` holds the user as JSON. */
const testSessions: Middleware = (ctx, next) => {
  const given = ctx.get('X-Test-User');
  ctx.request.$wxUserInfo = given ? (JSON.parse(decodeURIComponent(given)) as WxUserInfo) : null;
  return next();
};

export interface TestServiceOptions {
  readonly env?: Record<string, string>;
  readonly redis?: Redis;
  readonly now?: () => number;
  readonly check?: ContentCheck;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
  readonly body: any;
}

export interface TestService {
  readonly url: string;
  readonly recheck: Recheck;
  get(path: string): Promise<Answer>;
  comment(body: unknown, user?: Partial<WxUserInfo>, headers?: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a service over an open database, which it closes when it stops. */
export async function startService(
  database: Database,
  { env = {}, redis, now, check = testCheck() }: TestServiceOptions = {},
): Promise<TestService> {
  const quiet = {
    VIDEO_PORT: '0',
    LOG_LEVEL: 'silent',
    COMMENT_LIMIT_ADDRESS: '0',
    COMMENT_LIST_CACHE_MS: '0',
    RATE_LIMIT: '0',
  };
  const config = readConfig({ VOD_BASE_URL: 'https://vod.example.com/t', ...quiet, ...env });
  const { service, recheck } = createVideoService({
    ...{ config, database, check, redis, now, sessions: testSessions },
    preparation: { check: () => undefined, stop: () => undefined },
    logger: createLogger({ name: 'video', level: 'silent' }),
  });
  const running = await service.listen();
  const url = `${running.url}/applet/video`;
  return {
    url,
    recheck,
    get: (path) => ask(url + path),
    comment: (body, user, headers = {}) =>
      ask(`${url}/comment`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers, ...asUser(user) },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    stop: () => running.stop(),
  };
}

function asUser(user: Partial<WxUserInfo> | undefined): Record<string, string> {
  return user ? { 'X-Test-User': encodeURIComponent(JSON.stringify(user)) } : {};
}

export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}
