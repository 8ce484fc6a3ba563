/** What can go wrong with a request, and how it is said to a person. */

/** `offline`: nothing was reached; `timeout`; `blocked`: the phone refuses the host; `server`: answered by a failure. */
export type FailureKind = 'offline' | 'timeout' | 'blocked' | 'server' | 'session';

/** A request that failed. `message` is for people; `status` is 0 when there was no answer. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly status = 0,
  ) {
    super(message);
  }
}

const texts: Readonly<Record<Exclude<FailureKind, 'server'>, string>> = {
  offline: '连接不上服务器，请检查网络',
  timeout: '服务器响应超时，请稍后再试',
  blocked: '服务器域名未加入小程序后台的合法域名',
  session: '登录失败，请稍后再试',
};

const statusTexts: Readonly<Record<number, string>> = {
  401: texts.session,
  404: '内容不存在',
  413: '内容过大',
  429: '操作太频繁，请稍后再试',
  502: '服务暂时不可用，请稍后再试',
  503: '服务暂时不可用，请稍后再试',
  504: texts.timeout,
};

/** The failure behind an `errMsg` of `wx.request`, `uploadFile` or `downloadFile`. */
export function fromErrMsg(errMsg: string): RequestError {
  const kind = kindOf(errMsg);
  return new RequestError(kind, texts[kind]);
}

function kindOf(errMsg: string): Exclude<FailureKind, 'server'> {
  if (/time ?out/i.test(errMsg)) return 'timeout';
  if (/domain list|合法域名|not in domain/i.test(errMsg)) return 'blocked';
  return 'offline';
}

/** The failure behind an answer. A text of the service is shown when it is one for people, in Chinese. */
export function fromAnswer(status: number, msg: unknown): RequestError {
  const own = typeof msg === 'string' && /\p{Script=Han}/u.test(msg) ? msg : undefined;
  const said = own ?? statusTexts[status] ?? '出了点问题，请稍后再试';
  return new RequestError('server', said, status);
}

/** The failure of somebody whom the server does not let in. */
export function loginRefused(): RequestError {
  return new RequestError('session', texts.session, 401);
}

/** Whether the server has refused what was sent itself, so that sending it again cannot help. */
export function isRefusal(error: unknown): boolean {
  return error instanceof RequestError && [400, 413, 415].includes(error.status);
}

/** What to show for anything that was thrown. */
export function textOf(error: unknown): string {
  return error instanceof RequestError ? error.message : '出了点问题，请稍后再试';
}
