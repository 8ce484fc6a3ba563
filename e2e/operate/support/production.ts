/** The platform as in production: pm2 from process.json, real stores, nginx with HTTPS in front. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import { freePort, tempDir, useValue, waitFor } from '@weapp-samples/testkit';
import { build } from './build';
import { type Client, createClient, json } from './client';
import { type Front, noLimits, startFront } from './front';
import { createPm2, type Pm2 } from './pm2';
import { type Surroundings, startSurroundings } from './stores';

export interface Production {
  readonly around: Surroundings;
  readonly pm2: Pm2;
  /** The settings file of the services. */
  readonly envFile: string;
  readonly front: Front;
  /** Asks through nginx. */
  readonly ask: Client;
  /** Ports of the services by name; behind nginx. */
  readonly ports: Readonly<Record<string, number>>;
  /** Headers of a new user who has logged in. */
  login(nickName: string): Promise<Record<string, string>>;
  /** Resolves once every service, or this one, says that it is ready. */
  ready(name?: string): Promise<void>;
  stop(): Promise<void>;
}

/** @throws MissingServer when a server it needs is not on this machine */
export async function startProduction(): Promise<Production> {
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    await build();
    const dir = await tempDir('operate');
    stops.push(() => dir.remove());
    const around = await startSurroundings();
    stops.push(() => around.stop());
    const ports = await freePorts();
    const envFile = join(dir.path, '.env');
    const settings = await secretsInFiles(dir.path, around.env);
    await writeFile(envFile, envText({ ...settings, ...portSettings(ports) }));
    const pm2 = createPm2(dir.path, envFile);
    stops.push(() => pm2.stop());
    await pm2.command('start', pm2.processFile);
    const front = await startFront({ dir: join(dir.path, 'nginx'), ports, args: noLimits });
    stops.push(() => front.nginx.stop());
    const ask = createClient(front.url, front.ca);
    stops.push(() => ask.close());
    const ready = readiness(ports);
    await ready();
    return { around, pm2, envFile, front, ask, ports, ready, stop, login: loginWith(around, ask) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePorts(): Promise<Record<string, number>> {
  const ports: Record<string, number> = {};
  for (const { name } of serviceTable) ports[name] = await freePort();
  return ports;
}

function portSettings(ports: Readonly<Record<string, number>>): Record<string, string> {
  const entries = Object.entries(ports).map(([name, port]) => [`${name.toUpperCase()}_PORT`, port]);
  return Object.fromEntries(entries);
}

const secrets = ['COS_SECRET_KEY', 'WECHAT_APP_SECRET', 'ALBUM_OWNER_SECRET', 'MYSQL_URL'];

/** The settings as they stand in a `.env` that may be shown to others: each secret is in a file of its own. */
async function secretsInFiles(
  dir: string,
  env: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const settings = { ...env };
  for (const name of secrets) {
    const file = join(dir, name.toLowerCase());
    await writeFile(file, `${env[name]}\n`, { mode: 0o600 });
    delete settings[name];
    settings[`${name}_FILE`] = file;
  }
  return settings;
}

function envText(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** Whether a service says that it is ready. */
export async function isReady(port: number | undefined): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(3000);
    return (await fetch(`http://127.0.0.1:${port}/readyz`, { signal })).ok;
  } catch {
    return false;
  }
}

function readiness(ports: Readonly<Record<string, number>>) {
  return async (name?: string) => {
    const asked = name === undefined ? Object.keys(ports) : [name];
    for (const each of asked) await waitFor(() => isReady(ports[each]), { timeoutMs: 30_000 });
  };
}

function loginWith({ weixin }: Surroundings, ask: Client) {
  return async (nickName: string) => {
    const { code } = weixin.login({ nickName, avatarUrl: '' });
    const answer = await ask('/applet/session/login', json({ code }));
    const { token } = answer.json().data;
    return { 'X-WX-Session': token };
  };
}

/** Time to build and to start everything, in ms. */
const startLimitMs = 300_000;

/** A production platform around the suite this is called in; skipped where a server is missing. */
export function useProduction(): () => Production {
  return useValue(startProduction, (production) => production.stop(), startLimitMs);
}
