import assert from 'node:assert/strict';
import { captureLog, freePort, useRedis } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { createRedisSessionStore } from '../src';
import { firstHeaders, type ServiceOptions, tokenHeaders, useServices } from './helpers/service';
import { appSecret, type Trouble, useWeixin } from './helpers/weixin';

describe('the log', () => {
  const weixin = useWeixin();
  const start = useServices();
  const server = useRedis();
  let redis: Redis;
  before(() => {
    redis = new Redis(server().url);
    redis.on('error', () => {});
  });
  after(() => redis?.disconnect());

  async function serviceWithLog(more: Partial<ServiceOptions> = {}) {
    const log = captureLog();
    const logger = pino({ level: 'trace' }, log);
    const store = createRedisSessionStore({ redis });
    return { log, service: await start({ weixin: weixin(), store, logger, ...more }) };
  }

  const troubles: Trouble[] = [
    { errcode: -1 },
    { errcode: 40013 },
    { errcode: 40125 },
    { errcode: 40029 },
    { status: 500, body: appSecret },
    { status: 302 },
    { status: 200, body: `{"secret":"${appSecret}"}` },
    'hang up',
    'never answer',
  ];

  it('never holds a session key, the app secret, a token or a code, whatever goes wrong', async () => {
    const { log, service } = await serviceWithLog({ retries: 0, timeoutMs: 100 });
    const phones = [];
    for (const trouble of troubles) {
      const phone = weixin().login();
      phones.push(phone);
      weixin().troubles.push(trouble);
      await service.get(firstHeaders(phone));
    }
    const phone = weixin().login();
    phones.push(phone);
    await service.get({ ...firstHeaders(phone), 'X-WX-Signature': '0'.repeat(40) });
    await service.get(firstHeaders(phone));
    const { token } = await service.session.login(weixin().login().code);
    server().pause();
    assert.equal((await service.get(tokenHeaders(token))).status, 503);
    assert.equal((await service.get(firstHeaders(weixin().login()))).status, 503);
    server().resume();

    assert.ok(log.lines().length >= 8, 'the troubles are logged');
    const secrets = [appSecret, token, ...phones.flatMap((one) => [one.sessionKey, one.code])];
    for (const secret of secrets) assert.ok(!log.text().includes(secret), 'a secret is in the log');
  });

  it('says that the AppID or AppSecret is refused, as an error', async () => {
    const { log, service } = await serviceWithLog({ appSecret: 'mistyped' });
    await service.get(firstHeaders(weixin().login()));
    const [line] = log.lines();
    assert.equal(line?.level, 50);
    assert.match(JSON.stringify(line?.detail), /^\{"errcode":40125,"errmsg":"invalid appsecret/);
    assert.match(`${line?.msg}`, /appId or appSecret/);
  });

  it('says why WeChat was not reached', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}/`;
    const { log, service } = await serviceWithLog({ endpoint, retries: 0 });
    await service.get(firstHeaders(weixin().login()));
    const [line] = log.lines();
    assert.equal(line?.level, 50);
    assert.match(JSON.stringify(line?.cause), /ECONNREFUSED/);
  });

  it('is silent about what only a client did wrong', async () => {
    const { log, service } = await serviceWithLog();
    await service.get({ 'X-WX-Code': 'unknown' });
    await service.get({ ...firstHeaders(weixin().login()), 'X-WX-Signature': 'no' });
    await service.get(firstHeaders({ ...weixin().login(), code: 'made-up' }));
    assert.deepEqual(log.lines(), []);
  });
});
