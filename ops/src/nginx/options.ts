/** What `npm run nginx` is told on the command line. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serviceTable } from '@weapp-samples/contracts';

/** Everything that differs from one machine to another. */
export interface NginxOptions {
  /** The name in the certificate and in the WeChat console. */
  readonly domain: string;
  /** Absolute paths; the certificate with its intermediates. */
  readonly cert: string;
  readonly key: string;
  /** The folder that gets `conf.d`. */
  readonly out: string;
  /** Where nginx writes its logs. */
  readonly logs: string;
  /** Where certbot puts its challenges. */
  readonly webroot: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Requests a second of one client address, and how many more at once. */
  readonly rate: number;
  readonly burst: number;
  /** Connections of one client address. */
  readonly connections: number;
  /** Seconds a service gets to answer. */
  readonly timeout: number;
  /** `host:port` of every process or machine of a service. */
  readonly upstreams: Readonly<Record<string, readonly string[]>>;
  /** Load balancers in front, whose X-Forwarded-For is believed. */
  readonly behind: readonly string[];
}

/** A wrong command line, in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const nginxUsage = `npm run nginx -- --domain NAME --cert FILE --key FILE [--out DIR]
  --domain NAME         the name in the certificate, as the phone asks for it
  --cert FILE           certificate with its intermediates, PEM
  --key FILE            its key, PEM
  --out DIR             where conf.d is written (default nginx/rendered; on Debian /etc/nginx)
  --logs DIR            where nginx logs (default /var/log/nginx)
  --webroot DIR         where certbot puts its challenges (default /var/www/letsencrypt)
  --http-port N         default 80
  --https-port N        default 443
  --rate N              requests a second of one client address (default 50)
  --burst N             how many more at once (default 100)
  --connections N       connections of one client address (default 200)
  --timeout N           seconds a service gets to answer (default 30; an upload twice as long)
  --upstream NAME=HOST:PORT[,HOST:PORT…]   where a service runs, when it is not 127.0.0.1 and its own port
  --behind CIDR         a load balancer in front; may be given several times`;

const text = { type: 'string' } as const;
const several = { type: 'string', multiple: true } as const;
const flags = {
  domain: text,
  cert: text,
  key: text,
  out: text,
  logs: text,
  webroot: text,
  'http-port': text,
  'https-port': text,
  rate: text,
  burst: text,
  connections: text,
  timeout: text,
  upstream: several,
  behind: several,
} as const;

/** @throws UsageError */
export function readNginxOptions(args: readonly string[]): NginxOptions {
  const given = parse(args);
  return {
    domain: domainName(given.domain),
    cert: path('cert', given.cert),
    key: path('key', given.key),
    out: path('out', given.out ?? 'nginx/rendered'),
    logs: path('logs', given.logs ?? '/var/log/nginx'),
    webroot: path('webroot', given.webroot ?? '/var/www/letsencrypt'),
    httpPort: number('http-port', given['http-port'] ?? '80', 65_535),
    httpsPort: number('https-port', given['https-port'] ?? '443', 65_535),
    rate: number('rate', given.rate ?? '50'),
    burst: number('burst', given.burst ?? '100'),
    connections: number('connections', given.connections ?? '200'),
    timeout: number('timeout', given.timeout ?? '30', 3600),
    upstreams: upstreams(given.upstream ?? []),
    behind: (given.behind ?? []).map((value) => match('behind', value, /^[\da-f.:]+(\/\d+)?$/i)),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function domainName(value: string | undefined): string {
  if (!value) throw new UsageError('--domain is missing');
  return match('domain', value, /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i);
}

/** Quotes, blanks and the like would end the directive the path stands in. */
function path(name: string, value: string | undefined): string {
  if (!value) throw new UsageError(`--${name} is missing`);
  return match(name, resolve(value), /^[\w./@+-]+$/);
}

function match(name: string, value: string, pattern: RegExp): string {
  if (pattern.test(value)) return value;
  throw new UsageError(`--${name} cannot be ${JSON.stringify(value)}`);
}

function number(name: string, value: string, most = 1_000_000): number {
  const read = Number(match(name, value, /^\d{1,7}$/));
  if (read < 1 || read > most) throw new UsageError(`--${name} must be from 1 to ${most}`);
  return read;
}

function upstreams(given: readonly string[]): Record<string, string[]> {
  const chosen = given.map((value) => {
    const [name = '', servers = ''] = value.split('=', 2);
    if (!serviceTable.some((entry) => entry.name === name)) {
      throw new UsageError(`--upstream names no service: ${value}`);
    }
    return [name, servers.split(',').map((at) => match('upstream', at, /^[\w.-]+:\d+$/))] as const;
  });
  const own = serviceTable.map(({ name, port }) => [name, [`127.0.0.1:${port}`]] as const);
  return Object.fromEntries([...own, ...chosen]);
}
