/**
 * A mini-program of 2016 without a phone: requests as weapp-session-client sends them, and a `wx` that
 * is the gateway's stand-in.
 */

/** Marks a session failure in an answer of any status. */
const magicId = 'F2C224D4-2BCE-4C64-AF9F-A6D872000D1A';

/** How often the client sends a request again before it gives up. */
const maxRetries = 3;

/** What wx.login and wx.getUserInfo gave together. */
export interface PhoneLogin {
  readonly code: string;
  readonly rawData: string;
  readonly signature: string;
}

export interface RequestOptions {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly data?: unknown;
}

/** The `data` of wx.request's success callback. */
export type AnswerData = Record<string, unknown> & { readonly code?: number };

/** A failure that the client hands to the mini-program instead of logging in again. */
export class ReportedError extends Error {
  constructor(
    readonly reason: string,
    readonly detail: unknown,
  ) {
    super(reason);
  }
}

export interface Client2016 {
  /** wx.request with a session. The client looks at the answer's body alone, whatever its status. */
  request(options: RequestOptions): Promise<AnswerData>;
  /** Session headers of every request so far. */
  readonly sent: Readonly<Record<string, string>>[];
  /** How often the phone has asked WeChat for a code. */
  logins(): number;
}

export interface ClientOptions {
  /** The address of the platform. */
  readonly url: string;
  readonly nickName: string;
  /** What a phone in the wrong hands does to what WeChat gave. */
  readonly tamper?: (login: PhoneLogin) => PhoneLogin;
}

/** Plays wx.login and wx.getUserInfo on a phone of this user. */
export async function phoneLogin(url: string, nickName: string): Promise<PhoneLogin> {
  const answer = await fetch(`${url}/devcloud/weixin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user: { nickName, avatarUrl: '' } }),
  });
  return (await answer.json()) as PhoneLogin;
}

async function wxRequest(
  { url, method = 'GET', data }: RequestOptions,
  header: Record<string, string>,
): Promise<AnswerData> {
  const body = data === undefined ? {} : { body: JSON.stringify(data) };
  const headers = { 'Content-Type': 'application/json', ...header };
  return (await (await fetch(url, { method, headers, ...body })).json()) as AnswerData;
}

export function createClient2016({
  url,
  nickName,
  tamper = (login) => login,
}: ClientOptions): Client2016 {
  const sent: Record<string, string>[] = [];
  let logins = 0;
  let currentCode: string | undefined;
  let pending: Promise<Record<string, string>> | undefined;

  const firstHeader = async () => {
    logins++;
    const { code, rawData, signature } = tamper(await phoneLogin(url, nickName));
    currentCode = code;
    pending = undefined;
    return {
      'X-WX-Code': code,
      'X-WX-RawData': encodeURIComponent(rawData),
      'X-WX-Signature': signature,
    };
  };
  const buildHeader = async (): Promise<Record<string, string>> => {
    if (currentCode !== undefined) return { 'X-WX-Code': currentCode };
    pending ??= firstHeader();
    return pending;
  };

  async function request(options: RequestOptions, tries = 0): Promise<AnswerData> {
    if (tries > maxRetries) throw new Error('the request failed too often');
    const header = await buildHeader();
    sent.push(header);
    const data = await wxRequest(options, header);
    if (!(magicId in data)) return data;
    const reason = String(data.reason);
    const renews = ['ERR_SESSION_EXPIRED', 'ERR_SESSION_KEY_EXCHANGE_FAILED'].includes(reason);
    if (!renews) throw new ReportedError(reason, data.error);
    currentCode = undefined;
    return request(options, tries + 1);
  }

  return { request: (options) => request(options), sent, logins: () => logins };
}
