/** The domains to enter in the WeChat console, 开发管理 › 开发设置 › 服务器域名. */
import { bucketUrl, imageUrl, type Values } from './values';

export interface DomainList {
  readonly request: readonly string[];
  readonly socket: readonly string[];
  readonly uploadFile: readonly string[];
  readonly downloadFile: readonly string[];
}

/** @param domain the name of this server; `port` when it is not 443, which the whitelist then has to say too */
export function domainList(domain: string, values: Values, port = 443): DomainList {
  const own = port === 443 ? domain : `${domain}:${port}`;
  const origins = (...urls: (string | undefined)[]) => [
    ...new Set(urls.flatMap((url) => (url && URL.canParse(url) ? new URL(url).origin : []))),
  ];
  return {
    request: [`https://${own}`],
    socket: [`wss://${domain}`],
    uploadFile: origins(`https://${own}`, bucketUrl(values)),
    downloadFile: origins(imageUrl(values), values.vodBaseUrl),
  };
}

/** As it is entered: one line a kind. */
export function domainText(list: DomainList): string {
  const lines = Object.entries(list).map(
    ([kind, addresses]) => `  ${`${kind} 合法域名`.padEnd(20)} ${addresses.join(' ; ')}`,
  );
  return `For the WeChat console, 开发管理 › 开发设置 › 服务器域名:\n${lines.join('\n')}\n`;
}
