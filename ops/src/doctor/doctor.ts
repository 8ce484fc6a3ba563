/** Looks at a machine that is to run the services, and says what is wrong and how to mend it. */
import type { Env } from '@weapp-samples/service';
import { appSettings } from './apps';
import { certificateCheck } from './checks/certificate';
import { cosCheck } from './checks/cos';
import { clockCheck, diskCheck, nodeCheck } from './checks/machine';
import { mongodbCheck } from './checks/mongodb';
import { mysqlCheck } from './checks/mysql';
import { nginxCheck, renderedDomain } from './checks/nginx';
import { portsCheck } from './checks/ports';
import { redisCheck } from './checks/redis';
import { settingsCheck } from './checks/settings';
import { wechatCheck } from './checks/wechat';
import { domainList, domainText } from './domains';
import type { Finding } from './finding';
import { bucketUrl, readValues } from './values';

export interface DoctorOptions {
  readonly env: Env;
  /** The file the settings came from. */
  readonly envFile?: string | undefined;
  /** The folder with nginx's `conf.d`. */
  readonly nginxDir: string;
  /** The configuration nginx starts with; default `nginx.conf` in that folder. */
  readonly nginxMain?: string | undefined;
  /** Default: the one in the nginx configuration. */
  readonly domain?: string | undefined;
  /** Where the domain is asked, when it is not its own address. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Trusted besides the well-known authorities, PEM. */
  readonly ca?: string | undefined;
  /** Now in milliseconds since 1970. */
  readonly now: () => number;
}

export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** The list of domains for the WeChat console; undefined when no domain is known. */
  readonly domains: string | undefined;
}

export async function examine(options: DoctorOptions): Promise<Diagnosis> {
  const { env, envFile, nginxDir, nginxMain, host, port, ca, now } = options;
  const apps = appSettings();
  const values = readValues(env, apps);
  const domain = options.domain ?? (await renderedDomain(nginxDir));
  const cloud = bucketUrl(values) ?? values.wechatApi;
  const checks = [
    nodeCheck(process.version),
    diskCheck('.'),
    clockCheck(cloud, now),
    settingsCheck(env, apps, envFile),
    wechatCheck(values),
    cosCheck(values),
    redisCheck(values.redisUrl),
    mongodbCheck(values.mongodbUri),
    mysqlCheck(values.mysqlUrl),
    portsCheck(env, apps),
    nginxCheck(nginxDir, nginxMain),
    certificateCheck({ domain, host, port, ca, now }),
  ];
  const findings = (await Promise.all(checks.map((check) => check()))).flat();
  const domains = domain && domainText(domainList(domain, values, port));
  return { findings, domains };
}
