/** A machine that is well, for tests that break one thing of it. */

import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import { type CosStandIn, createCosStandIn, createWeixinStandIn } from '@weapp-samples/devcloud';
import {
  type CertificateFiles,
  type DoctorOptions,
  examine,
  type Finding,
  makeAuthority,
  makeCertificate,
  readNginxOptions,
  renderNginx,
} from '@weapp-samples/ops';

export interface Machine {
  readonly cos: CosStandIn;
  readonly options: DoctorOptions;
  readonly dir: string;
  readonly authority: CertificateFiles;
  close(): Promise<void>;
}

const app = { appId: 'wxdoctor0000000000', appSecret: 'doctor-app-secret' };
const keys = { secretId: 'doctor-secret-id', secretKey: 'doctor-secret-key' };
const bucket = 'doctor-1250000000';
const region = 'ap-guangzhou';

export interface Stores {
  readonly redis: string;
  readonly mongo: string;
  readonly mysql: string;
}

/** @param dir an empty folder */
export async function startMachine(dir: string, stores: Stores): Promise<Machine> {
  const options = { dataDir: join(dir, 'cos'), credentials: keys, bucket, region };
  const cos = await createCosStandIn(options).listen();
  const weixin = createWeixinStandIn(app);
  const servers: Server[] = [];
  const wechat = await listen(
    createServer(async (req, res) => {
      if (!(await weixin.handle(req, res))) res.writeHead(404).end();
    }),
  );
  servers.push(wechat.server);
  const ports: Record<string, string> = {};
  for (const { name } of serviceTable) {
    const service = await listen(createServer(healthy));
    servers.push(service.server);
    ports[`${name.toUpperCase()}_PORT`] = String(service.port);
  }
  const authority = await makeAuthority(dir);
  const pair = await makeCertificate(dir, 'server', { names: ['localhost'], authority });
  const tls = await serveTls(pair);
  servers.push(tls.server);
  const nginxMain = await writeNginx(dir, pair);
  const env = {
    COS_SECRET_ID: keys.secretId,
    COS_SECRET_KEY: keys.secretKey,
    COS_BUCKET: bucket,
    COS_REGION: region,
    COS_ENDPOINT: cos.url,
    ALBUM_OWNER_SECRET: 'doctor-owner-secret',
    WECHAT_APP_ID: app.appId,
    WECHAT_APP_SECRET: app.appSecret,
    WECHAT_API: `http://127.0.0.1:${wechat.port}/devcloud/weixin`,
    REDIS_URL: stores.redis,
    MONGODB_URI: stores.mongo,
    MYSQL_URL: stores.mysql,
    ...ports,
  };
  const ca = await readFile(authority.cert, 'utf8');
  return {
    cos,
    dir,
    authority,
    options: { env, nginxDir: dir, nginxMain, port: tls.port, ca, now: Date.now },
    close: async () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
      await cos.close();
    },
  };
}

/** A server of HTTPS with this certificate. */
export async function serveTls({ cert, key }: CertificateFiles, more: object = {}) {
  const pair = { cert: await readFile(cert), key: await readFile(key) };
  return listen(createTlsServer({ ...pair, minVersion: 'TLSv1.2', ...more }) as unknown as Server);
}

export async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

const healthy = (req: { url?: string }, res: { end(text: string): void }) =>
  res.end(JSON.stringify({ status: req.url === '/healthz' ? 'ok' : 'ready', checks: {} }));

async function writeNginx(dir: string, { cert, key }: CertificateFiles): Promise<string> {
  const files = ['--cert', cert, '--key', key, '--out', dir, '--logs', dir, '--webroot', dir];
  const ports = ['--http-port', '18080', '--https-port', '18443'];
  const abilities = { http2Directive: false, stapling: false, ipv6: false };
  await renderNginx(readNginxOptions(['--domain', 'localhost', ...files, ...ports]), abilities);
  const main = join(dir, 'nginx.conf');
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = paths.map((kind) => `${kind}_temp_path ${dir}/${kind};`).join(' ');
  const include = `include ${dir}/conf.d/*.conf;`;
  await writeFile(main, `pid ${dir}/nginx.pid; events {} http { ${temporary} ${include} }`);
  return main;
}

/** What the doctor finds when this is different. */
export async function findings(
  { options }: Machine,
  change: Partial<DoctorOptions> = {},
): Promise<readonly Finding[]> {
  const env = { ...options.env, ...change.env };
  return (await examine({ ...options, ...change, env })).findings;
}

/** What is wrong with one thing, as `said → mend`. */
export function wrongAbout(found: readonly Finding[], what: string): string {
  const bad = found.filter((each) => each.what === what && each.state === 'wrong');
  return bad.map(({ said, mend }) => `${said} → ${mend}`).join('\n');
}
