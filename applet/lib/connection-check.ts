/** Checks a server from the phone, and names what is wrong: name, certificate, whitelist, service down. */
import { paths, timeouts } from './config';

export type Service = keyof typeof paths;

/** What one look at a service found. `advice` is for people; undefined when all is well. */
export interface Finding {
  readonly service: Service;
  readonly title: string;
  readonly ok: boolean;
  readonly advice?: string;
}

/** One harmless request a service; any answer that is the service's own shows that it is up. */
const probes: readonly { service: Service; title: string; path: string }[] = [
  { service: 'album', title: '小相册', path: `${paths.album}/list?limit=1` },
  { service: 'game', title: '剪刀石头布', path: `${paths.game}/leaderboard?limit=1` },
  { service: 'session', title: '登录与画板', path: `${paths.session}/paints/list?limit=1` },
  { service: 'video', title: '新片预告', path: `${paths.video}/list?pageNo=1` },
];

/** What `errMsg` of a failed request tells, most telling first. */
const causes: readonly { readonly sign: RegExp; readonly advice: string }[] = [
  {
    sign: /domain list|合法域名/i,
    advice: '域名不在白名单：在小程序后台「开发设置 → 服务器域名」中添加它',
  },
  {
    sign: /ERR_NAME_NOT_RESOLVED|-105\b|resolve|getaddrinfo|dns/i,
    advice: '域名无法解析：检查域名是否写对、DNS 记录是否生效',
  },
  {
    sign: /ssl|tls|cert|errcode:-?20\d\b|600001|handshake/i,
    advice: '证书有问题：检查证书是否过期、域名是否匹配、证书链是否完整',
  },
  { sign: /time ?out/i, advice: '连接超时：检查服务器防火墙和安全组是否放行端口' },
  { sign: /refused|-102\b/i, advice: '连接被拒绝：检查 nginx（或 npm start）是否在运行' },
];

const unreachable = '连接不上：检查网络、地址和端口，以及服务器是否在运行';

/** Asks every service at `server` once, all at the same time. Never rejects. */
export function checkConnection(
  wx: Pick<WechatMiniprogram.Wx, 'request'>,
  server: string,
): Promise<Finding[]> {
  return Promise.all(
    probes.map(async ({ service, title, path }) => {
      const advice = await probe(wx, server + path);
      return advice === undefined
        ? { service, title, ok: true }
        : { service, title, ok: false, advice };
    }),
  );
}

function probe(
  wx: Pick<WechatMiniprogram.Wx, 'request'>,
  url: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    wx.request({
      url,
      timeout: timeouts.request,
      success: ({ statusCode, data }) => resolve(adviceFor(statusCode, data)),
      fail: ({ errMsg }) => resolve(adviceForErrMsg(errMsg)),
    });
  });
}

/** A service of ours answers JSON; 401 is the answer of one that wants a session. */
function adviceFor(status: number, data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) {
    return `这个地址上不是示例服务（HTTP ${status}）：检查域名和 nginx 配置`;
  }
  if (status === 502 || status === 504) return `服务没有启动（HTTP ${status}）：用 pm2 list 查看`;
  if (status === 503) return '服务在运行，但它的数据库或云服务不可用（HTTP 503）';
  if (status === 404) return 'nginx 没有转发这个服务的路径（HTTP 404）';
  if (status >= 500) return `服务出错（HTTP ${status}）：用 pm2 logs 查看`;
  return undefined;
}

/** What an `errMsg` of `wx.request` means to the person who has to mend it. */
export function adviceForErrMsg(errMsg: string): string {
  return causes.find(({ sign }) => sign.test(errMsg))?.advice ?? unreachable;
}
