/** Everything the services need around them: real stores, and the stand-ins where a cloud would be. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  type CosStandIn,
  createCosStandIn,
  createWeixinStandIn,
  type WeixinStandIn,
} from '@weapp-samples/devcloud';
import {
  type RunningServer,
  startMariaDb,
  startMongo,
  startRedis,
  tempDir,
} from '@weapp-samples/testkit';
import { root } from './build';

export interface Surroundings {
  readonly redis: RunningServer;
  readonly mongo: RunningServer;
  readonly mariadb: RunningServer;
  readonly cos: CosStandIn;
  readonly weixin: WeixinStandIn;
  /** The settings that make production services use them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const app = { appId: 'wxoperate000000000', appSecret: 'operate-app-secret' };
const keys = { secretId: 'operate-secret-id', secretKey: 'operate-secret-key' };
const bucket = 'operate-1250000000';
const region = 'ap-guangzhou';

/** @throws MissingServer when one of the stores is not on this machine */
export async function startSurroundings(): Promise<Surroundings> {
  const stops: (() => unknown)[] = [];
  const kept = async <T>(starting: Promise<T>, stop: (it: T) => unknown): Promise<T> => {
    const it = await starting;
    stops.unshift(() => stop(it));
    return it;
  };
  const stop = async () => {
    for (const each of stops.splice(0)) await each();
  };
  try {
    const dir = await kept(tempDir('operate-cos'), (it) => it.remove());
    const [redis, mongo, mariadb] = await Promise.all([
      kept(startRedis(), (it) => it.stop()),
      kept(startMongo({ own: true }), (it) => it.stop()),
      kept(startMariaDb({ database: 'video' }), (it) => it.stop()),
    ]);
    const options = { dataDir: dir.path, credentials: keys, bucket, region };
    const cos = await kept(createCosStandIn(options).listen(), (it) => it.close());
    const weixin = createWeixinStandIn(app);
    const server = await kept(serveWeixin(weixin), (it) => it.close());
    const env = settings({ redis, mongo, mariadb, cos: cos.url, weixin: urlOf(server) });
    return { redis, mongo, mariadb, cos, weixin, env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serveWeixin(weixin: WeixinStandIn): Promise<Server> {
  const server = createServer(async (req, res) => {
    if (!(await weixin.handle(req, res))) res.writeHead(404).end();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

interface Addresses {
  readonly redis: RunningServer;
  readonly mongo: RunningServer;
  readonly mariadb: RunningServer;
  readonly cos: string;
  readonly weixin: string;
}

function settings({ redis, mongo, mariadb, cos, weixin }: Addresses): Record<string, string> {
  return {
    COS_SECRET_ID: keys.secretId,
    COS_SECRET_KEY: keys.secretKey,
    COS_BUCKET: bucket,
    COS_REGION: region,
    COS_ENDPOINT: cos,
    ALBUM_OWNER_SECRET: 'operate-owner-secret',
    WECHAT_APP_ID: app.appId,
    WECHAT_APP_SECRET: app.appSecret,
    WECHAT_API: `${weixin}/devcloud/weixin`,
    REDIS_URL: redis.url,
    MONGODB_URI: mongo.url.replace(/\/?$/, '/session'),
    MYSQL_URL: mariadb.url,
    VOD_BASE_URL: 'https://vod.example.com/',
    CATALOGUE_FILE: join(root, 'apps/video/catalogue/catalogue.json'),
    RATE_LIMIT: '0',
    // A busy machine is no outage.
    DATABASE_TIMEOUT_MS: '5000',
    COMMENT_LIMIT_USER: '0',
    COMMENT_LIMIT_ADDRESS: '0',
  };
}
