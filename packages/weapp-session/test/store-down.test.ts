import assert from 'node:assert/strict';
import { useRedis, waitFor } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import { createMemorySessionStore, createRedisSessionStore } from '../src';
import { assertFailure } from './helpers/failure';
import { firstHeaders, laterHeaders, tokenHeaders, useServices } from './helpers/service';
import { useWeixin } from './helpers/weixin';

const unavailable = 'ERR_SESSION_UNAVAILABLE';

describe('a store that is down', () => {
  const weixin = useWeixin();
  const start = useServices();
  const server = useRedis();
  let redis: Redis;
  before(() => {
    redis = new Redis(server().url, { retryStrategy: () => 50 });
    redis.on('error', () => {});
  });
  after(() => redis?.disconnect());

  async function loggedIn() {
    const store = createRedisSessionStore({ redis });
    const service = await start({ weixin: weixin(), store, storeTimeoutMs: 150 });
    const phone = weixin().login();
    await service.get(firstHeaders(phone));
    const { token } = await service.session.login(weixin().login().code);
    return { service, phone, token };
  }

  async function assertRefusesSessionsOnly({
    service,
    phone,
    token,
  }: Awaited<ReturnType<typeof loggedIn>>) {
    for (const headers of [
      tokenHeaders(token),
      laterHeaders(phone),
      firstHeaders(weixin().login()),
    ]) {
      const before = performance.now();
      assertFailure(await service.get(headers), 503, unavailable);
      assert.ok(performance.now() - before < 2_000, 'it took too long');
    }
    const login = await service.post('/session/login', { code: weixin().login().code });
    assert.equal(login.status, 503);
    assert.equal(login.body.code, -1);
    assert.equal(login.body.reason, unavailable);
    assert.deepEqual((await service.get()).body, { user: null });
  }

  it('costs requests with a session a 503 and others nothing while Redis hangs', async () => {
    const all = await loggedIn();
    server().pause();
    await assertRefusesSessionsOnly(all);
    server().resume();
    assert.equal((await all.service.get(tokenHeaders(all.token))).status, 200);
    assert.equal((await all.service.get(laterHeaders(all.phone))).status, 200);
  });

  it('costs the same while Redis is gone, and sessions return with it', async () => {
    const all = await loggedIn();
    await server().kill();
    await assertRefusesSessionsOnly(all);
    await server().restart();
    await waitFor(async () => (await all.service.get(tokenHeaders(all.token))).status === 200);
    assert.equal((await all.service.get(laterHeaders(all.phone))).status, 200);
  });

  it('answers at once, and queues nothing, while the client waits to connect again', async () => {
    const patient = new Redis(server().url, { retryStrategy: () => 60_000 });
    patient.on('error', () => {});
    const store = createRedisSessionStore({ redis: patient });
    const service = await start({ weixin: weixin(), store, storeTimeoutMs: 60_000 });
    const { token } = await service.session.login(weixin().login().code);
    await server().kill();
    await waitFor(() => patient.status === 'reconnecting');
    assertFailure(await service.get(tokenHeaders(token)), 503, unavailable);
    patient.disconnect();
    await server().restart();
  });

  it('is told apart from a session that is unknown, whatever the store throws', async () => {
    const broken = { ...createMemorySessionStore(), findToken: () => assert.fail('no luck') };
    const service = await start({ weixin: weixin(), store: broken });
    assertFailure(await service.get(tokenHeaders('a'.repeat(43))), 503, unavailable);
  });
});
