/** The real nginx with the project's own configuration and a certificate of a self-made authority. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CertificateFiles,
  makeAuthority,
  makeCertificate,
  nginxAbilities,
  readNginxOptions,
  renderNginx,
} from '@weapp-samples/ops';
import { findProgram, freePort, type RunningNginx, startNginx } from '@weapp-samples/testkit';

export interface Front {
  readonly nginx: RunningNginx;
  /** `https://localhost:PORT` */
  readonly url: string;
  readonly httpUrl: string;
  readonly httpsPort: number;
  readonly authority: CertificateFiles;
  /** The authority's certificate, PEM. */
  readonly ca: string;
  /** Folder of configuration, certificates and logs. */
  readonly dir: string;
}

export interface FrontOptions {
  /** An empty folder. */
  readonly dir: string;
  /** Ports of the services by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** More arguments of `npm run nginx`. */
  readonly args?: readonly string[];
  /** More extensions of the certificate. */
  readonly extensions?: readonly string[];
}

/** Enough for a load test from one address. */
export const noLimits = ['--rate', '100000', '--burst', '100000', '--connections', '20000'];

/** @throws MissingServer when there is no nginx */
export async function startFront({
  dir,
  ports,
  args = [],
  extensions,
}: FrontOptions): Promise<Front> {
  const authority = await makeAuthority(dir);
  const names = ['localhost', '127.0.0.1'];
  const more = extensions ? { extensions } : {};
  const { cert, key } = await makeCertificate(dir, 'server', { names, authority, ...more });
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const upstreams = Object.entries(ports).flatMap(([name, port]) => [
    '--upstream',
    `${name}=127.0.0.1:${port}`,
  ]);
  const files = ['--cert', cert, '--key', key, '--out', dir, '--logs', dir, '--webroot', dir];
  const at = ['--http-port', `${httpPort}`, '--https-port', `${httpsPort}`];
  const options = readNginxOptions([
    '--domain',
    'localhost',
    ...files,
    ...at,
    ...upstreams,
    ...args,
  ]);
  const program = findProgram(['nginx']) ?? 'nginx';
  await renderNginx(options, await nginxAbilities(program, cert));
  const nginx = await startNginx({ conf: mainConfig(dir) });
  return {
    nginx,
    url: `https://localhost:${httpsPort}`,
    httpUrl: `http://localhost:${httpPort}`,
    httpsPort,
    authority,
    ca: await readFile(authority.cert, 'utf8'),
    dir,
  };
}

/** What a distribution's nginx.conf says around ours. Its temporary files stay in its own folder. */
function mainConfig(dir: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `${kind}_temp_path @dir@/${kind};`).join(' ');
  return `worker_processes 2; worker_rlimit_nofile 30000;
    events { worker_connections 12000; }
    http { ${temporary} include ${join(dir, 'conf.d')}/*.conf; }`;
}
