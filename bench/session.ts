/** What a session costs: a list of drawings with and without the session middleware, and beside a bare server. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { createWeixinStandIn } from '@weapp-samples/devcloud';
import { type RunningServer, startMongo, startRedis, tempDir } from '@weapp-samples/testkit';
import { buildApp } from './lib/build';
import { load } from './lib/load';
import { alternate } from './lib/median';
import { ratio, ratioTable } from './lib/ratio-table';
import { type SpawnedServer, spawnServer } from './lib/spawn-server';
import { pacedLoad } from './session/paced-load';

const rounds = 5;
const seconds = 4;
const connections = 32;
const drawings = 10;
const prefix = '/applet/session';
const listPath = `${prefix}/paints/list`;

const names = {
  whole: 'the session service',
  without: 'the same without the session middleware',
  bare: 'node:http, the same bytes',
} as const;

type Headers = Readonly<Record<string, string>>;
type Servers = Readonly<Record<keyof typeof names, SpawnedServer>>;

/** Lists ten drawings of a user who is known by a token; Redis and MongoDB are real. */
export async function run(): Promise<void> {
  const dist = dirname(buildApp('session'));
  const stops: (() => Promise<unknown>)[] = [];
  const kept = async <T extends { stop(): Promise<unknown> }>(starting: Promise<T>) => {
    const started = await starting;
    stops.unshift(() => started.stop());
    return started;
  };
  const folder = await tempDir('bench');
  stops.push(() => folder.remove());
  try {
    const [redis, mongo] = [await kept(startRedis()), await kept(startMongo())];
    console.log(`Drawings in ${mongo.name}, sessions in ${redis.name}.\n`);
    const weixin = await kept(startWeixin());
    const env = settings(redis, mongo, weixin.url);
    const service = (...args: string[]) => {
      const log = join(folder.path, 'access.log');
      return kept(spawnServer(fileOf('app.cjs'), { args: [dist, log, ...args], env }));
    };
    const [whole, without] = [await service(), await service('openid')];
    const headers = await logIn(whole.url, weixin.newCode());
    await fill(whole.url, headers);
    await fill(without.url);
    const bytes = await listing(whole.url, headers);
    assert.deepEqual(await listing(without.url), bytes);
    const bare = await kept(bareServer(join(folder.path, 'list.json'), bytes));
    await benchThroughput({ whole, without, bare }, headers);
    await benchProcessor({ whole, without, bare }, headers);
    await benchLatency({ whole, without, bare }, headers);
  } finally {
    for (const stop of stops) await stop();
  }
}

const fileOf = (name: string) => join(__dirname, 'session', name);

async function startWeixin() {
  const weixin = createWeixinStandIn({ appId: 'wxbench', appSecret: 'bench-secret' });
  const server = createServer((req, res) => weixin.handle(req, res));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/devcloud/weixin`,
    newCode: () => weixin.login({ nickName: 'bench', avatarUrl: '' }).code,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function settings(redis: RunningServer, mongo: RunningServer, weixinUrl: string) {
  const database = new URL(mongo.url);
  database.pathname = `/bench_${randomUUID()}`;
  return {
    SESSION_PORT: '0',
    RATE_LIMIT: '0',
    WECHAT_APP_ID: 'wxbench',
    WECHAT_APP_SECRET: 'bench-secret',
    WECHAT_API: weixinUrl,
    REDIS_URL: redis.url,
    MONGODB_URI: database.href,
  };
}

async function post(url: string, body: object, headers: Headers = {}) {
  const json = { 'Content-Type': 'application/json', ...headers };
  return fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
}

async function logIn(url: string, code: string): Promise<Headers> {
  const answer = await post(`${url}${prefix}/login`, { code });
  const { data } = (await answer.json()) as { data: { token: string } };
  return { 'X-WX-Session': data.token };
}

/** A drawing of 60 points, as long as a short one of 2016. */
const actions = JSON.stringify(
  Array.from({ length: 60 }, (_, i) => ({ method: 'lineTo', data: [i, i] })),
);

/** Saves the drawings; the first waits for the indexes. */
async function fill(url: string, headers?: Headers): Promise<void> {
  for (let saved = 0; saved < drawings; ) {
    const answer = await post(`${url}${prefix}/paints/save`, { id: `${saved}`, actions }, headers);
    if (answer.ok) saved++;
    else if (answer.status !== 503) throw new Error(`a save was answered by ${answer.status}`);
  }
}

/** What the list is answered with. */
async function listing(url: string, headers: Headers = {}): Promise<Buffer> {
  return Buffer.from(await (await fetch(url + listPath, { headers })).arrayBuffer());
}

async function bareServer(file: string, bytes: Buffer): Promise<SpawnedServer> {
  await writeFile(file, bytes);
  return spawnServer(join(__dirname, 'album', 'peers.cjs'), { args: ['node', file] });
}

async function benchThroughput(servers: Servers, headers: Headers): Promise<void> {
  const ask =
    ({ url }: SpawnedServer) =>
    async () =>
      (await load({ url: url + listPath, headers, connections, seconds })).requestsPerSecond;
  const rows = await alternate(candidatesOf(servers, ask), rounds);
  console.log(`## GET /paints/list, ${drawings} drawings, ${connections} connections\n`);
  console.log(`${ratioTable(rows, { unit: 'requests/s', base: names.without })}\n`);
  const share = ratio(rows, names.whole, names.without);
  console.log(`The middleware costs ${Math.round((1 - share) * 100)} % of the requests.\n`);
}

/** Processor time does not hang on what the database and the load generator leave to the service. */
async function benchProcessor(servers: Servers, headers: Headers): Promise<void> {
  const amount = 4000;
  const spend =
    ({ url, usage }: SpawnedServer) =>
    async () => {
      const { cpuSeconds } = await usage();
      await load({ url: url + listPath, headers, connections, amount, warmUpSeconds: 0 });
      return (((await usage()).cpuSeconds - cpuSeconds) / amount) * 1e6;
    };
  const rows = await alternate(candidatesOf(servers, spend), 3);
  console.log('## Processor time of the service process for one such request\n');
  console.log(`${ratioTable(rows, { unit: 'µs', base: names.without })}\n`);
}

function candidatesOf(servers: Servers, measure: (server: SpawnedServer) => () => Promise<number>) {
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [name, measure(servers[key as keyof Servers])]),
  );
}

/**
 * What a machine has to give changes: each round looks anew for what the full load is, and asks the bare
 * server at the same pace, which tells what of the p99 is the machine's.
 */
async function benchLatency({ whole, bare }: Servers, headers: Headers): Promise<void> {
  const request = ({ url }: SpawnedServer) => ({ url: url + listPath, headers });
  console.log('## At half load, evenly spaced\n');
  console.log('| full load | half | p50 | p99 | p99 of p50 | p50, p99 of bare node:http |');
  console.log('|---:|---:|---:|---:|---:|---:|');
  for (let round = 0; round < 5; round++) {
    const full = await load({ ...request(whole), connections, seconds: 3 });
    const perSecond = Math.floor(full.requestsPerSecond / 2);
    const pace = { perSecond, seconds: 6, warmUpSeconds: 1 };
    const { p50, p99 } = await pacedLoad({ ...request(whole), ...pace });
    const limit = await pacedLoad({ ...request(bare), ...pace });
    const rates = `${full.requestsPerSecond.toFixed(0)}/s | ${perSecond}/s`;
    const times = `${ms(p50)} | ${ms(p99)} | ${(p99 / p50).toFixed(1)} ×`;
    console.log(`| ${rates} | ${times} | ${ms(limit.p50)}, ${ms(limit.p99)} |`);
  }
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
