/** Checks a server from the phone, and names what is wrong: name, certificate, whitelist, service down. */
import { paths, timeouts } from './config';

export type Service = keyof typeof paths;

/** What is wrong, in a few words, and what to do about it. */
export interface Problem {
  readonly what: string;
  readonly advice: string;
}

/** What one look at a service found; no problem when all is well. */
export interface Finding {
  readonly service: Service;
  readonly title: string;
  readonly problem?: Problem;
}

/** One harmless request a service; any answer that is the service's own shows that it is up. */
const probes: readonly { service: Service; title: string; path: string }[] = [
  { service: 'album', title: '小相册', path: `${paths.album}/list?limit=1` },
  { service: 'game', title: '剪刀石头布', path: `${paths.game}/leaderboard?limit=1` },
  { service: 'session', title: '登录与画板', path: `${paths.session}/paints/list?limit=1` },
  { service: 'video', title: '新片预告', path: `${paths.video}/list?pageNo=1` },
];

/** What `errMsg` of a failed request tells, most telling first. */
const causes: readonly { readonly sign: RegExp; readonly problem: Problem }[] = [
  {
    sign: /domain list|合法域名/i,
    problem: {
      what: '域名不在白名单',
      advice: '在小程序后台「开发设置 → 服务器域名」中添加这个域名',
    },
  },
  {
    sign: /ERR_NAME_NOT_RESOLVED|-105\b|resolve|hostname could not|getaddrinfo|dns/i,
    problem: { what: '域名无法解析', advice: '检查域名是否写对、DNS 记录是否生效' },
  },
  {
    sign: /ssl|tls|cert|(errcode|cronet_error_code):-20\d\b|handshake/i,
    problem: { what: '证书有问题', advice: '检查证书是否过期、域名是否匹配、证书链是否完整' },
  },
  {
    sign: /time.?out|timed.?out/i,
    problem: { what: '连接超时', advice: '检查服务器防火墙和安全组是否放行端口' },
  },
  {
    sign: /refused|-102\b/i,
    problem: { what: '连接被拒绝', advice: '检查 nginx（或 npm start）是否在运行' },
  },
  {
    // Android says no more than this number when the chain lacks its intermediate.
    sign: /600001/,
    problem: { what: '连接不上', advice: '检查证书链是否完整，以及网络、地址和端口' },
  },
];

const unreachable: Problem = {
  what: '连接不上',
  advice: '检查网络、地址和端口，以及服务器是否在运行',
};

/** Asks every service at `server` once, all at the same time. Never rejects. */
export function checkConnection(
  wx: Pick<WechatMiniprogram.Wx, 'request'>,
  server: string,
): Promise<Finding[]> {
  return Promise.all(
    probes.map(async ({ service, title, path }) => {
      const problem = await probe(wx, server + path);
      return { service, title, ...(problem && { problem }) };
    }),
  );
}

/** What there is to do, each thing once. */
export function adviceOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap(({ problem }) => problem?.advice ?? []))];
}

function probe(
  wx: Pick<WechatMiniprogram.Wx, 'request'>,
  url: string,
): Promise<Problem | undefined> {
  return new Promise((resolve) => {
    wx.request({
      url,
      timeout: timeouts.request,
      success: ({ statusCode, data }) => resolve(problemOfAnswer(statusCode, data)),
      fail: ({ errMsg }) => resolve(problemOfErrMsg(errMsg)),
    });
  });
}

/** A service of ours answers JSON; 401 is the answer of one that wants a session. nginx says 502 in HTML. */
function problemOfAnswer(status: number, data: unknown): Problem | undefined {
  if (status === 502 || status === 504) {
    return { what: `服务没有启动（HTTP ${status}）`, advice: '用 pm2 list 查看哪个服务停了' };
  }
  if (typeof data !== 'object' || data === null) {
    const what = `不是示例服务（HTTP ${status}）`;
    return { what, advice: '这个地址上是别的服务：检查域名和 nginx 配置' };
  }
  if (status === 503) {
    const what = '数据库或云服务不可用（HTTP 503）';
    return { what, advice: '服务在运行：检查它用到的数据库和云服务' };
  }
  if (status === 404) {
    return { what: '没有转发（HTTP 404）', advice: '检查 nginx 是否转发了这个服务的路径' };
  }
  if (status >= 500) return { what: `服务出错（HTTP ${status}）`, advice: '用 pm2 logs 查看原因' };
  return undefined;
}

/** What an `errMsg` of `wx.request` means to the person who has to mend it. */
export function problemOfErrMsg(errMsg: string): Problem {
  return causes.find(({ sign }) => sign.test(errMsg))?.problem ?? unreachable;
}
