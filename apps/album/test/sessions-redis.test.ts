import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useRedis, waitFor } from '@weapp-samples/testkit';
import { createRedisSessionStore, createWeappSession } from '@weapp-samples/weapp-session';
import { Redis } from 'ioredis';
import { startAlbum, type TestAlbum } from './support';

describe('an album of users with their sessions in Redis', () => {
  const redis = useRedis();
  let weixin: Server;
  let client: Redis;
  let album: TestAlbum;
  let headers: Record<string, string>;

  before(async () => {
    weixin = createServer((_req, res) =>
      res.end('{"openid":"o1","session_key":"a2V5a2V5a2V5a2V5"}'),
    );
    await new Promise<void>((resolve) => weixin.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(weixin.address() as AddressInfo).port}`;
    const [appId, appSecret] = ['wx1', 'secret'];
    album = await startAlbum({
      ALBUM_ACCESS: 'session',
      REDIS_URL: redis().url,
      WECHAT_APP_ID: appId,
      WECHAT_APP_SECRET: appSecret,
      WECHAT_API: api,
    });
    client = new Redis(redis().url);
    client.on('error', () => undefined);
    const store = createRedisSessionStore({ redis: client });
    const login = createWeappSession({ appId, appSecret, endpoint: api, store });
    headers = { 'X-WX-Session': (await login.login('code')).token };
  });

  after(async () => {
    await album?.stop();
    client?.disconnect();
    weixin?.closeAllConnections();
    weixin?.close();
  });

  it('knows a user who logged in at another process', async () => {
    const { status, body } = await album.get('/list', { headers });
    assert.deepEqual([status, body.data], [200, []]);
    assert.equal((await album.get('/list')).status, 401);
  });

  it('answers 503 while Redis is away, says so, and recovers', async () => {
    await redis().kill();
    assert.equal((await album.get('/list', { headers })).status, 503);
    assert.equal((await fetch(`${album.root}/readyz`)).status, 503);
    await redis().restart();
    await waitFor(async () => (await album.get('/list', { headers })).status === 200);
    assert.equal((await fetch(`${album.root}/readyz`)).status, 200);
  });
});
