/** WeChat: AppID and AppSecret, and whether this machine may ask for an access token. */
import { type Check, type Finding, good, skipped, warning, wrong } from '../finding';
import type { Values } from '../values';

const what = 'WeChat';
const timeoutMs = 5000;
const page = 'mp.weixin.qq.com, 开发管理 › 开发设置';

interface Answer {
  readonly errcode?: number;
  readonly errmsg?: string;
}

export function wechatCheck({ wechatAppId, wechatAppSecret, wechatApi }: Values): Check {
  return async () => {
    if (!wechatAppId || !wechatAppSecret) {
      return [skipped(what, 'WECHAT_APP_ID or WECHAT_APP_SECRET is not set')];
    }
    try {
      const login = await tryLogin(wechatApi, wechatAppId, wechatAppSecret);
      const found = explainLogin(login);
      if (found.state === 'wrong') return [found];
      return [found, explainToken(await token(wechatApi, wechatAppId, wechatAppSecret))];
    } catch {
      const said = `${new URL(wechatApi).host} cannot be reached from this machine`;
      return [warning(what, said, 'let this machine connect to it on port 443, then ask again')];
    }
  };
}

/** A code that nobody has: WeChat looks at AppID and secret first. */
async function tryLogin(api: string, appid: string, secret: string): Promise<Answer> {
  const query = { appid, secret, js_code: 'doctor', grant_type: 'authorization_code' };
  return ask(`${api}/sns/jscode2session?${new URLSearchParams(query)}`);
}

/** In its normal mode, which leaves the token that is in use as it is. */
async function token(api: string, appid: string, secret: string): Promise<Answer> {
  const body = { grant_type: 'client_credential', appid, secret, force_refresh: false };
  return ask(`${api}/cgi-bin/stable_token`, { method: 'POST', body: JSON.stringify(body) });
}

async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { 'Content-Type': 'application/json' };
  return (await fetch(url, { ...init, headers, signal })).json() as Promise<Answer>;
}

function explainLogin({ errcode, errmsg }: Answer): Finding {
  if (errcode === 40013) {
    return wrong(
      what,
      'WeChat knows no mini-program with this AppID',
      `WECHAT_APP_ID: see ${page}`,
    );
  }
  if (errcode === 40125) {
    return wrong(what, 'WeChat refuses the AppSecret', `WECHAT_APP_SECRET: reset it at ${page}`);
  }
  if (errcode === 40029 || errcode === 40163) return good(what, 'AppID and AppSecret are right');
  const said = `WeChat answered ${errcode} (${String(errmsg).slice(0, 100)}) to a login`;
  return warning(what, said, 'look the number up under 全局错误码, and ask again');
}

function explainToken({ errcode, errmsg }: Answer): Finding {
  if (!errcode) return good(what, 'this machine gets an access token for content checks');
  if (errcode === 40164) {
    const said =
      'WeChat gives this machine no access token: its address is not on the IP whitelist';
    return wrong(
      what,
      said,
      `add ${/\d+(\.\d+){3}/.exec(String(errmsg))?.[0] ?? 'the address'} at ${page} › IP白名单`,
    );
  }
  const said = `WeChat answered ${errcode} when asked for an access token`;
  return warning(what, said, 'look the number up under 全局错误码, and ask again');
}
