/** The errcodes of WeChat's server API that the stand-in answers (WX: 全局错误码, auth.code2Session). */

const MESSAGES = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  44002: 'empty post data',
  45002: 'content size out of limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  61010: 'code is expired',
} as const;

/** The errcodes with a message of WeChat's. */
export type WeixinErrcode = keyof typeof MESSAGES;

/** A refusal, which becomes `{ errcode, errmsg }`. */
export class WeixinError extends Error {
  override readonly name = 'WeixinError';

  /** @param detail follows WeChat's own words */
  constructor(
    readonly errcode: number,
    detail?: string,
  ) {
    const known = (MESSAGES as Record<number, string | undefined>)[errcode] ?? 'error';
    super(detail === undefined ? known : `${known}: ${detail}`);
  }
}
