/** What the video service costs: its lists beside a bare server and beside the way of 2016, and pages at depth. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMariaDb, startRedis, tempDir } from '@weapp-samples/testkit';
import { buildApp } from './lib/build';
import { load } from './lib/load';
import { alternate, type Measured, median } from './lib/median';
import { ratio, ratioTable } from './lib/ratio-table';
import { type SpawnedServer, spawnServer } from './lib/spawn-server';
import { type Seed, seed } from './video/seed';

const rounds = 5;
const seconds = 3;
const connections = 32;
/** Pages at depth are asked for one after the other: of several connections one would fill the cache for the rest. */
const depth = { connections: 1, rounds: 9, seconds: 1 };
const prefix = '/applet/video';
const unit = 'requests/s';

const app = join(__dirname, 'video', 'app.cjs');
const peers = join(__dirname, 'video', 'peers.cjs');

/** Prints both lists with 100 000 comments, and pages by key and by offset of 60 006 videos. */
export async function run(): Promise<void> {
  const main = buildApp('video');
  const redis = await startRedis();
  try {
    await withServers(main, redis.url, { videos: 500, commentsPerVideo: 200 }, async (servers) => {
      await benchSame('GET /list, page 1', `${prefix}/list?pageNo=1`, servers);
      await benchSame('GET /commentList, 200 comments', `${prefix}/commentList?vid=250`, servers);
      await benchSpread(servers);
    });
    await withServers(main, redis.url, { videos: 60_006, commentsPerVideo: 0 }, benchDepth);
  } finally {
    await redis.stop();
  }
}

interface Servers {
  readonly video: SpawnedServer;
  readonly of2016: SpawnedServer;
}

async function withServers(
  main: string,
  redisUrl: string,
  rows: Seed,
  work: (servers: Servers) => Promise<void>,
): Promise<void> {
  const database = await startMariaDb();
  const folder = await tempDir('bench');
  const stops: (() => Promise<unknown>)[] = [() => database.stop(), () => folder.remove()];
  try {
    const start = async (file: string, ...args: string[]) => {
      const settings = env(database.url, redisUrl);
      const server = await spawnServer(file, { args, env: settings });
      stops.push(() => server.stop());
      return server;
    };
    const video = await start(app, main, join(folder.path, 'access.log'));
    await seed(database.url, rows);
    await work({ video, of2016: await start(peers, '2016') });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Production, its access log on, as it runs behind nginx. */
function env(mysqlUrl: string, redisUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    VIDEO_PORT: '0',
    RATE_LIMIT: '0',
    MYSQL_URL: mysqlUrl,
    REDIS_URL: redisUrl,
    WECHAT_APP_ID: 'wx-bench',
    WECHAT_APP_SECRET: 'bench-secret',
  };
}

/** Processor time of the server a request, in µs, by round: what does not change when others use the machine. */
type Costs = Map<SpawnedServer, number[]>;

function asking(costs: Costs, connections: number, seconds: number) {
  return (server: SpawnedServer, paths: readonly string[]) => async () => {
    const [path = ''] = paths;
    const address = { url: server.url + path, ...(paths.length > 1 && { paths }), connections };
    await load({ ...address, seconds: 1, warmUpSeconds: 0 });
    const before = await server.usage();
    const { requests, requestsPerSecond } = await load({ ...address, seconds, warmUpSeconds: 0 });
    const used = (await server.usage()).cpuSeconds - before.cpuSeconds;
    costs.set(server, [...(costs.get(server) ?? []), (used / requests) * 1e6]);
    return requestsPerSecond;
  };
}

/** One address, asked by everyone, beside a bare server that answers the same bytes. */
async function benchSame(title: string, path: string, { video, of2016 }: Servers): Promise<void> {
  const folder = await tempDir('bench');
  const file = join(folder.path, 'answer.json');
  const bytes = Buffer.from(await (await fetch(video.url + path)).arrayBuffer());
  await writeFile(file, bytes);
  const bare = await spawnServer(peers, { args: ['node', file] });
  const costs: Costs = new Map();
  const ask = asking(costs, connections, seconds);
  try {
    const base = 'node:http, the same bytes';
    const rows = await alternate(
      {
        [base]: ask(bare, [path]),
        'video service': ask(video, [path]),
        'the way of 2016': ask(of2016, [path]),
      },
      rounds,
    );
    print(`${title}, ${bytes.length} bytes, ${connections} connections`, rows, base);
    const cost = (server: SpawnedServer) => `${median(costs.get(server) ?? []).toFixed(0)} µs`;
    console.log(
      `- processor time a request: node:http ${cost(bare)}, video service ${cost(video)}, 2016 ${cost(of2016)}`,
    );
    printTimes(rows);
  } finally {
    await bare.stop();
    await folder.remove();
  }
}

/** The comments of all videos in turn: hardly anyone asks for what another has just asked for. */
async function benchSpread({ video, of2016 }: Servers): Promise<void> {
  const ask = asking(new Map(), connections, seconds);
  const paths = Array.from({ length: 500 }, (_, index) => `${prefix}/commentList?vid=${index + 1}`);
  const base = 'the way of 2016';
  const rows = await alternate(
    { [base]: ask(of2016, paths), 'video service': ask(video, paths) },
    rounds,
  );
  print(`GET /commentList of 500 videos in turn, ${connections} connections`, rows, base);
}

/** Every request asks for another page, so no answer is kept: 10 000 pages from the top and 10 000 at the end. */
async function benchDepth({ video, of2016 }: Servers): Promise<void> {
  const ask = asking(new Map(), depth.connections, depth.seconds);
  const pages = Array.from({ length: 10_000 }, (_, index) => index);
  const keyed = (from: number) =>
    pages.map((page) => `${prefix}/list?limit=6&before=${from - page}`);
  const numbered = (from: number, count: number) =>
    pages.map((page) => `${prefix}/list?pageNo=${from + (page % count)}`);
  const base = 'first pages, by key';
  const rows = await alternate(
    {
      [base]: ask(video, keyed(60_006)),
      'around page 10 000, by key': ask(video, keyed(10_007)),
      'page 10 000, by offset, 2016': ask(of2016, numbered(10_000, 1)),
      'page 1, by offset, 2016': ask(of2016, numbered(1, 1)),
    },
    depth.rounds,
  );
  print('GET /list of 60 006 videos, one request after the other', rows, base);
}

function print(title: string, rows: readonly Measured[], base: string): void {
  console.log(`## ${title}\n\n${ratioTable(rows, { unit, base })}\n`);
}

function printTimes(rows: readonly Measured[]): void {
  const times = ratio(rows, 'video service', 'the way of 2016');
  console.log(`- video service: ${times.toFixed(1)} × the way of 2016\n`);
}
