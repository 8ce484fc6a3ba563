/** The session service in process, and requests to it. */
import { createLogger, type StartedApp } from '@weapp-samples/service';
import { type CapturedLog, captureLog } from '@weapp-samples/testkit';
import { type SessionStartOptions, start } from '../../src/main';
import type { RunningWeixin } from './weixin';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** As it was sent. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever came
  readonly body: any;
}

type HeaderValues = Readonly<Record<string, string>>;

export interface TestService extends StartedApp {
  readonly log: CapturedLog;
  get(path: string, headers?: HeaderValues): Promise<Answer>;
  /** Sends JSON; a string or a form is sent as it is. */
  post(path: string, body: unknown, headers?: HeaderValues): Promise<Answer>;
  /** Logs a user in and gives the headers of the user's later requests. */
  login(nickName?: string): Promise<HeaderValues>;
}

export interface TestServiceOptions extends Partial<Omit<SessionStartOptions, 'env'>> {
  readonly weixin: RunningWeixin;
  readonly env?: HeaderValues;
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  return { status, headers, text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
}

function bodyOf(body: unknown): string | URLSearchParams {
  return typeof body === 'string' || body instanceof URLSearchParams ? body : JSON.stringify(body);
}

export async function startService({
  weixin,
  env,
  ...options
}: TestServiceOptions): Promise<TestService> {
  const log = captureLog();
  const fixed = { SESSION_PORT: '0', RATE_LIMIT: '0', NODE_ENV: 'test' };
  const logger = createLogger({ name: 'session', level: 'debug', destination: log });
  const app = await start({ logger, ...options, env: { ...fixed, ...weixin.env, ...env } });
  const post: TestService['post'] = async (path, body, headers) => {
    const json = { 'Content-Type': 'application/json' };
    const type: HeaderValues = body instanceof URLSearchParams ? {} : json;
    const request = { method: 'POST', headers: { ...type, ...headers }, body: bodyOf(body) };
    return answerOf(await fetch(`${app.url}${path}`, request));
  };
  return {
    ...app,
    log,
    post,
    get: async (path, headers = {}) => answerOf(await fetch(`${app.url}${path}`, { headers })),
    login: async (nickName = '小明') => {
      const { code } = weixin.login({ nickName, avatarUrl: '' });
      const { body } = await post('/applet/session/login', { code });
      return { 'X-WX-Session': body.data.token };
    },
  };
}

/** A service around the suite this is called in. */
export function useService(options: () => TestServiceOptions): () => TestService {
  let service: TestService | undefined;
  before('start the session service', async () => {
    service = await startService(options());
  });
  after('stop the session service', () => service?.stop());
  return () => {
    if (!service) throw new Error('the service is there only while the tests of its suite run');
    return service;
  };
}
