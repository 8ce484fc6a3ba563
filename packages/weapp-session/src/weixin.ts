/** WeChat's part of the login: auth.code2Session, asked within limits and with every answer judged. */
import { setTimeout as sleep } from 'node:timers/promises';
import { exchangeFailed, type SessionError } from './errors';

/** The address of auth.code2Session. */
export const WEIXIN_ENDPOINT = 'https://api.weixin.qq.com/sns/jscode2session';

/** What WeChat gives for a code. */
export interface WeixinGrant {
  readonly openId: string;
  /** Base64, 16 bytes. Signs and encrypts what the phone brings; never leaves the server. */
  readonly sessionKey: string;
  readonly unionId?: string;
}

/** Exchanges one code. */
export type AskWeixin = (code: string) => Promise<WeixinGrant>;

/** How WeChat is asked. */
export interface WeixinOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly endpoint: URL;
  /** Milliseconds for one try. */
  readonly timeoutMs: number;
  /** Further tries after WeChat was busy (-1) or could not be reached. */
  readonly retries: number;
  /** Milliseconds before the first further try; doubles for each. */
  readonly retryDelayMs: number;
  readonly fetch: typeof globalThis.fetch;
}

const BUSY = -1;

/** A failure, and whether another try can help. */
interface Refusal {
  readonly error: SessionError;
  readonly again: boolean;
}

type Answer = { readonly grant: WeixinGrant } | Refusal;

const down = (message: string, again: boolean, cause?: unknown): Refusal => ({
  error: exchangeFailed(message, { status: 502, cause }),
  again,
});

const unreadable = () => down('WeChat answered what is no session', false);

function refused(errcode: number, message: unknown): Refusal {
  const errmsg = typeof message === 'string' ? message.slice(0, 200) : '';
  const busy = errcode === BUSY;
  const error = exchangeFailed(`WeChat refused the code (${errcode})`, {
    status: busy ? 502 : 401,
    detail: { errcode, errmsg },
  });
  return { error, again: busy };
}

function judge(body: unknown): Answer {
  if (typeof body !== 'object' || body === null) return unreadable();
  const { errcode, errmsg, openid, session_key, unionid } = body as Record<string, unknown>;
  if (typeof errcode === 'number' && errcode !== 0) return refused(errcode, errmsg);
  if (typeof openid !== 'string' || typeof session_key !== 'string') return unreadable();
  if (openid === '' || session_key === '') return unreadable();
  const unionId = typeof unionid === 'string' && unionid !== '' ? { unionId: unionid } : {};
  return { grant: { openId: openid, sessionKey: session_key, ...unionId } };
}

// WeChat takes the secret in the query only: the address must never reach a log or an error.
function addressOf({ endpoint, appId, appSecret }: WeixinOptions, code: string): URL {
  const address = new URL(endpoint);
  address.searchParams.set('appid', appId);
  address.searchParams.set('secret', appSecret);
  address.searchParams.set('js_code', code);
  address.searchParams.set('grant_type', 'authorization_code');
  return address;
}

async function askOnce(options: WeixinOptions, code: string): Promise<Answer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  let text: string;
  try {
    const response = await options.fetch(addressOf(options, code), { signal, redirect: 'manual' });
    text = await response.text();
    if (!response.ok) return down(`WeChat answered with HTTP status ${response.status}`, false);
  } catch (cause) {
    return down('WeChat could not be reached in time', true, cause);
  }
  try {
    return judge(JSON.parse(text));
  } catch {
    return unreadable();
  }
}

/** The longest an exchange can take, in milliseconds, every try included. */
export function longestExchangeMs({ timeoutMs, retries, retryDelayMs }: WeixinOptions): number {
  return (retries + 1) * timeoutMs + retryDelayMs * (2 ** retries - 1);
}

/**
 * Asks WeChat; tries again when it is busy (-1) or cannot be reached, and never otherwise: a code
 * is single use. The returned function throws SessionError ERR_SESSION_KEY_EXCHANGE_FAILED.
 */
export function createWeixin(options: WeixinOptions): AskWeixin {
  return async function ask(code) {
    for (let attempt = 0; ; attempt++) {
      const answer = await askOnce(options, code);
      if ('grant' in answer) return answer.grant;
      if (!answer.again || attempt >= options.retries) throw answer.error;
      await sleep(options.retryDelayMs * 2 ** attempt);
    }
  };
}
