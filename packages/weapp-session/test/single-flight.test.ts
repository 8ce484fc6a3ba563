import assert from 'node:assert/strict';
import { useRedis } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import {
  createMemorySessionStore,
  createRedisSessionStore,
  createWeappSession,
  type SessionError,
  type SessionStore,
} from '../src';
import { nameOf } from '../src/keys';
import { sessionOptions } from './helpers/service';
import { useWeixin } from './helpers/weixin';

describe('one flight a code', () => {
  const weixin = useWeixin();

  const layer = (store: SessionStore, more: object = {}) =>
    createWeappSession(sessionOptions({ weixin: weixin(), store, ...more }));

  const asked = async (code: string, times: number) => {
    while ((weixin().asked.get(code) ?? 0) < times) await new Promise(setImmediate);
  };

  /** What holds for two layers of one process and for two processes alike. */
  function sharing(stores: () => readonly [SessionStore, SessionStore]) {
    it('exchanges a code once for requests that arrive together', async () => {
      const layers = stores().map((store) => layer(store));
      const phone = weixin().login();
      const users = await Promise.all(
        [...layers, ...layers, ...layers].map((session) => session.authenticate(phone)),
      );
      for (const user of users) assert.deepEqual(user, users[0]);
      assert.equal(users[0]?.openId, phone.openId);
      assert.equal(weixin().asked.get(phone.code), 1);
    });

    it('shares a failure with those who wait', async () => {
      const layers = stores().map((store) => layer(store));
      const gate = weixin().hold();
      const code = `bad-${Math.random()}`;
      const logins = Promise.allSettled([...layers, ...layers].map((one) => one.login(code)));
      await asked(code, 1);
      gate.release();
      for (const login of await logins) {
        assert.equal(login.status, 'rejected');
        const { detail, status } = (login as PromiseRejectedResult).reason as SessionError;
        assert.deepEqual([status, detail?.errcode], [401, 40029]);
      }
      assert.equal(weixin().asked.get(code), 1);
    });

    it('judges each request by its own signature', async () => {
      const [one, other] = stores().map((store) => layer(store));
      const phone = weixin().login();
      const forged = { ...phone, signature: '0'.repeat(40) };
      const [bad, good] = await Promise.allSettled([
        one?.authenticate(forged),
        other?.authenticate(phone),
      ]);
      assert.equal(bad.status, 'rejected');
      assert.equal(good.status, 'fulfilled');
      assert.equal(weixin().asked.get(phone.code), 1);
    });

    it('lets a later request that overtakes the first one wait for it', async () => {
      const [one, other] = stores().map((store) => layer(store));
      const gate = weixin().hold();
      const phone = weixin().login();
      const first = one?.authenticate(phone);
      await asked(phone.code, 1);
      const later = other?.authenticate({ code: phone.code });
      gate.release();
      assert.deepEqual(await later, await first);
    });

    it('is not held up for ever by a process that died', async () => {
      const [store] = stores();
      const { code, ...phone } = weixin().login();
      await store.claimExchange(nameOf(code), 'a process that died', 200);
      const user = await layer(store).authenticate({ code, ...phone });
      assert.equal(user?.openId, phone.openId);
    });

    it('gives up on a process that neither dies nor ends', async () => {
      const [store] = stores();
      const { code } = weixin().login();
      await store.claimExchange(nameOf(code), 'a process that hangs', 60_000);
      const quick = { timeoutMs: 20, retries: 0, storeTimeoutMs: 60 };
      await assert.rejects(layer(store, quick).login(code), { status: 502 });
      assert.equal(weixin().asked.has(code), false);
    });
  }

  describe('in one process', () => {
    const store = createMemorySessionStore();
    sharing(() => [store, store]);
  });

  describe('across processes, through Redis', () => {
    const server = useRedis();
    let clients: [Redis, Redis];
    before(() => {
      clients = [new Redis(server().url), new Redis(server().url)];
    });
    after(() => {
      for (const client of clients ?? []) client.disconnect();
    });
    sharing(() => [
      createRedisSessionStore({ redis: clients[0] }),
      createRedisSessionStore({ redis: clients[1] }),
    ]);
  });
});
