import assert from 'node:assert/strict';
import { useRedis } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import {
  createRedisSessionStore,
  createWeappSession,
  type RedisClient,
  type SessionStore,
} from '../src';
import { sessionOptions } from './helpers/service';
import { storeContract } from './helpers/store-contract';
import { useWeixin } from './helpers/weixin';

describe('the Redis store', () => {
  const server = useRedis();
  const weixin = useWeixin();
  let redis: Redis;
  let store: SessionStore;
  before(() => {
    redis = new Redis(server().url);
    store = createRedisSessionStore({ redis });
  });
  after(() => redis?.disconnect());

  storeContract(() => store);

  /** One of everything: a code, two tokens, a profile, a failed exchange. */
  async function useEverything(prefix: string) {
    const session = createWeappSession(
      sessionOptions({ weixin: weixin(), store: createRedisSessionStore({ redis, prefix }) }),
    );
    const phone = weixin().login();
    await session.authenticate(phone);
    const { token } = await session.login(weixin().login().code);
    await session.login(weixin().login().code);
    await session.saveProfile({ token }, { nickName: 'Band', avatarUrl: '' });
    await assert.rejects(session.login('no-such-code'));
    return { session, token, phone };
  }

  it('begins every key with the prefix, in one hash tag', async () => {
    await redis.flushall();
    await useEverything('shop:session');
    const keys = await redis.keys('*');
    assert.ok(keys.length >= 8);
    for (const key of keys) assert.ok(key.startsWith('{shop:session}:'), key);
  });

  it('takes a prefix that brings its own hash tag as it is', async () => {
    await redis.flushall();
    await useEverything('{shop}-session');
    for (const key of await redis.keys('*')) assert.ok(key.startsWith('{shop}-session:'), key);
  });

  it('gives every key an end', async () => {
    await redis.flushall();
    await useEverything('ends');
    for (const key of await redis.keys('*')) assert.ok((await redis.pttl(key)) > 0, key);
  });

  it('holds no code, token or session key that could be used', async () => {
    await redis.flushall();
    const { token, phone } = await useEverything('secrets');
    const all = await Promise.all(
      (await redis.keys('*')).map(async (key) => [
        key,
        (await redis.type(key)) === 'zset'
          ? await redis.zrange(key, '0', '-1')
          : await redis.get(key),
      ]),
    );
    const text = JSON.stringify(all);
    for (const secret of [token, phone.code, phone.sessionKey]) {
      assert.ok(!text.includes(secret), 'a secret is in the store');
    }
  });

  it('looks a session up in one round trip', async () => {
    const { token, phone } = await useEverything('trips');
    let trips = 0;
    const counting: RedisClient = {
      eval: () => assert.fail('the script is known'),
      evalsha: (...args) => {
        trips++;
        return redis.evalsha(...args);
      },
    };
    const session = createWeappSession(
      sessionOptions({
        weixin: weixin(),
        store: createRedisSessionStore({ redis: counting, prefix: 'trips' }),
      }),
    );
    assert.equal((await session.authenticate({ token }))?.nickName, 'Band');
    assert.equal(trips, 1);
    assert.equal((await session.authenticate({ code: phone.code }))?.nickName, 'Band');
    assert.equal(trips, 2);
  });

  it('brings its scripts again to a Redis that lost them', async () => {
    const { session, token } = await useEverything('scripts');
    await redis.script('FLUSH');
    assert.ok(await session.authenticate({ token }));
  });

  it('refuses what is no client', () => {
    // @ts-expect-error not a client
    assert.throws(() => createRedisSessionStore({ redis: 'redis://localhost' }), /ioredis/);
  });
});
