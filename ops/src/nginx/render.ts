/** Renders the nginx configuration from the templates in `nginx/conf.d`. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NginxOptions } from './options';

const templates = join(__dirname, '..', '..', '..', 'nginx', 'conf.d');

/** What the machine's nginx and the certificate allow. */
export interface NginxAbilities {
  /** `http2 on;`, which replaces the word behind `listen` since nginx 1.25.1. */
  readonly http2Directive: boolean;
  /** The certificate names an OCSP responder. */
  readonly stapling: boolean;
  /** The machine speaks IPv6. */
  readonly ipv6: boolean;
}

/** Writes the configuration below `options.out` and gives the paths of the files. */
export async function renderNginx(
  options: NginxOptions,
  abilities: NginxAbilities,
): Promise<string[]> {
  const values = placeholders(options, abilities);
  const names = await readdir(templates, { recursive: true });
  const files = names.filter((name) => /\.(conf|inc)$/.test(name)).sort();
  return Promise.all(
    files.map(async (name) => {
      const target = join(options.out, 'conf.d', name);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, fill(await readFile(join(templates, name), 'utf8'), values));
      return target;
    }),
  );
}

/** Fills in `{{name}}`; a line with an empty value alone disappears. */
function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template
    .replace(/^ *\{\{(\w+)\}\}\n/gm, (line, name: string) => (values[name] === '' ? '' : line))
    .replace(/\{\{(\w+)\}\}/g, (_place, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the template asks for ${name}`);
      return String(value);
    });
}

function placeholders(options: NginxOptions, abilities: NginxAbilities) {
  const { domain, cert, key, out, logs, webroot, httpPort, httpsPort } = options;
  const { rate, burst, connections, timeout } = options;
  return {
    ...{ domain, cert, key, out, logs, webroot, rate, burst, connections, timeout },
    uploadTimeout: 2 * timeout,
    origin: httpsPort === 443 ? domain : `${domain}:${httpsPort}`,
    listenHttp: directives(addresses(httpPort, abilities).map((at) => `listen ${at}`)),
    listenHttps: listenHttps(httpsPort, abilities),
    upstreams: Object.entries(options.upstreams).map(upstream).join('\n\n'),
    stapling: abilities.stapling ? directives(['ssl_stapling on', 'ssl_stapling_verify on']) : '',
    realAddress: realAddress(options.behind),
  };
}

function directives(lines: readonly string[]): string {
  return lines.map((line) => `${line};`).join('\n  ');
}

function addresses(port: number, { ipv6 }: NginxAbilities): string[] {
  return [`${port}`, ...(ipv6 ? [`[::]:${port}`] : [])];
}

function listenHttps(port: number, abilities: NginxAbilities): string {
  const { http2Directive } = abilities;
  const word = http2Directive ? '' : ' http2';
  const listen = addresses(port, abilities).map((at) => `listen ${at} ssl${word}`);
  return directives(http2Directive ? [...listen, 'http2 on'] : listen);
}

/** A single server is always asked; of several, one that failed twice is left alone for a while. */
function upstream([name, servers]: [string, readonly string[]]): string {
  const failures = servers.length > 1 ? 'max_fails=2 fail_timeout=5s' : 'max_fails=0';
  const lines = servers.map((at) => `  server ${at} ${failures};`);
  const limit = `  # Shorter than DRAIN_MS of process.json: a service that stops waits for it.`;
  const idle = [`  keepalive 32;`, limit, `  keepalive_timeout 2s;`];
  return [`upstream weapp_${name} {`, `  zone weapp_${name} 64k;`, ...lines, ...idle, '}'].join(
    '\n',
  );
}

function realAddress(behind: readonly string[]): string {
  if (behind.length === 0) return '';
  const known = behind.map((network) => `set_real_ip_from ${network}`);
  return directives([...known, 'real_ip_header X-Forwarded-For', 'real_ip_recursive on']);
}
