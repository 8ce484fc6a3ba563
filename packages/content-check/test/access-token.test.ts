import assert from 'node:assert/strict';
import { useRedis } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import { createAccessTokens, createMemoryTokenCache, createRedisTokenCache } from '../src/index';
import { useFakeWeixin } from './support/fake-weixin';

const path = '/cgi-bin/stable_token';
const credentials = { appId: 'wx1', appSecret: 'not-for-logs' };

describe('access token', () => {
  const weixin = useFakeWeixin();
  const tokens = (more: object = {}) =>
    createAccessTokens({ ...credentials, endpoint: weixin().url, ...more });

  it('is asked for by stable_token in its normal mode', async () => {
    assert.equal(await tokens().get(), 'token-1');
    assert.deepEqual(weixin().calls, [
      {
        path,
        token: null,
        body: {
          grant_type: 'client_credential',
          appid: 'wx1',
          secret: 'not-for-logs',
          force_refresh: false,
        },
      },
    ]);
  });

  it('is asked for once by those who need it together', async () => {
    const one = tokens();
    const got = await Promise.all(Array.from({ length: 20 }, () => one.get()));
    assert.deepEqual(new Set(got), new Set(['token-1']));
    assert.equal(weixin().calls.length, 1);
  });

  it('is renewed 5 minutes before it ends', async () => {
    let time = 0;
    const one = tokens({ cache: createMemoryTokenCache(() => time) });
    await one.get();
    weixin().answer(path, { access_token: 'token-2', expires_in: 7200 });
    time = 6899_000;
    assert.equal(await one.get(), 'token-1');
    time = 6900_000;
    assert.equal(await one.get(), 'token-2');
  });

  it('is asked for anew once it was dropped', async () => {
    const one = tokens();
    await one.get();
    weixin().answer(path, { access_token: 'token-2', expires_in: 7200 });
    await one.drop();
    assert.equal(await one.get(), 'token-2');
  });

  it('does not stay broken after WeChat has failed', async () => {
    weixin().answer(path, 'cut', { access_token: 'token-3', expires_in: 7200 });
    const one = tokens();
    await assert.rejects(one.get(), { name: 'CheckUnavailableError' });
    assert.equal(await one.get(), 'token-3');
  });

  it('names the errcode when WeChat refuses, and never the secret', async () => {
    weixin().answer(path, { errcode: 40125, errmsg: 'invalid appsecret' });
    const error = await tokens()
      .get()
      .catch((thrown: Error) => thrown);
    assert.ok(error instanceof Error);
    assert.match(error.message, /40125/);
    assert.doesNotMatch(`${error.message}${error.stack}`, /not-for-logs/);
  });

  describe('shared through Redis', () => {
    const server = useRedis();
    let clients: Redis[];
    const connect = () => {
      const client = new Redis(server().url, {
        maxRetriesPerRequest: 0,
        enableOfflineQueue: false,
        lazyConnect: true,
      });
      client.on('error', () => undefined);
      clients.push(client);
      return client.connect().then(() => client);
    };
    beforeEach(() => {
      clients = [];
    });
    afterEach(async () => {
      await server().restart();
      for (const client of clients) client.disconnect();
    });

    it('is asked for once by all processes', async () => {
      const [first, second] = [await connect(), await connect()];
      await tokens({ cache: createRedisTokenCache(first) }).get();
      assert.equal(await tokens({ cache: createRedisTokenCache(second) }).get(), 'token-1');
      assert.equal(weixin().calls.length, 1);
      const ttl = await second.pttl('weixin:access-token:wx1');
      assert.ok(ttl > 6_890_000 && ttl <= 6_900_000, `${ttl}`);
      await second.del('weixin:access-token:wx1');
    });

    it('is still there when Redis is not', async () => {
      const one = tokens({ cache: createRedisTokenCache(await connect()) });
      await server().kill();
      assert.equal(await one.get(), 'token-1');
      assert.equal(await one.get(), 'token-1');
      assert.equal(weixin().calls.length, 1);
    });
  });
});
