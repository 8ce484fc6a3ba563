/** One call of the WeChat server API: JSON in, JSON out, within a time limit. */
import { CheckUnavailableError } from './check';

/** Where WeChat's server API is. */
export const weixinApi = 'https://api.weixin.qq.com';

/** What is needed to call. `timeoutMs` bounds one call, in milliseconds. */
export interface CallOptions {
  readonly endpoint?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly timeoutMs?: number | undefined;
}

/** An answer of WeChat: `errcode` is absent or 0 when it went well. */
export interface WeixinAnswer {
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly [field: string]: unknown;
}

/**
 * Posts JSON and gives the answer, whatever its errcode.
 *
 * @param query goes into the address; it may hold the access token, so no error shows it
 * @throws CheckUnavailableError when there is no answer in time, or one that is no JSON object
 */
export async function callWeixin(
  path: string,
  body: object,
  query: Readonly<Record<string, string>>,
  { endpoint = weixinApi, fetch = globalThis.fetch, timeoutMs = 3000 }: CallOptions,
): Promise<WeixinAnswer> {
  const url = new URL(endpoint.replace(/\/+$/, '') + path);
  url.search = new URLSearchParams(query).toString();
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer: unknown = await response.json();
    if (typeof answer === 'object' && answer !== null) return answer as WeixinAnswer;
  } catch (cause) {
    throw new CheckUnavailableError(`WeChat gave no answer at ${path}`, { cause });
  }
  throw new CheckUnavailableError(`WeChat gave an answer that cannot be understood at ${path}`);
}

/** An errcode that says nothing about the content. */
export function unavailable(path: string, { errcode, errmsg }: WeixinAnswer): Error {
  const said = String(errmsg ?? '').slice(0, 200);
  return new CheckUnavailableError(`WeChat answered ${errcode} at ${path}: ${said}`);
}
