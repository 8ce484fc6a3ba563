import assert from 'node:assert/strict';
import { freePort } from '@weapp-samples/testkit';
import { assertFailure } from './helpers/failure';
import { firstHeaders, useServices } from './helpers/service';
import { type Trouble, useWeixin } from './helpers/weixin';

const reason = 'ERR_SESSION_KEY_EXCHANGE_FAILED';

describe('the exchange of a code', () => {
  const weixin = useWeixin();
  const start = useServices();

  async function firstRequest(...troubles: Trouble[]) {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login();
    weixin().troubles.push(...troubles);
    return {
      answer: await service.get(firstHeaders(phone)),
      asked: weixin().asked.get(phone.code),
    };
  }

  for (const errcode of [40029, 40163, 40226, 45011, 40013, 40125, 41008]) {
    it(`answers 401 to WeChat's ${errcode}, tells it in detail and asks once`, async () => {
      const { answer, asked } = await firstRequest({ errcode });
      assertFailure(answer, 401, reason);
      assert.deepEqual(answer.body.error.detail, { errcode, errmsg: 'no' });
      assert.equal(asked, 1);
    });
  }

  it('asks again when WeChat is busy', async () => {
    const { answer, asked } = await firstRequest({ errcode: -1 }, { errcode: -1 });
    assert.equal(answer.status, 200);
    assert.equal(asked, 3);
  });

  it('answers 502 when WeChat stays busy', async () => {
    const { answer, asked } = await firstRequest({ errcode: -1 }, { errcode: -1 }, { errcode: -1 });
    assertFailure(answer, 502, reason);
    assert.equal(answer.body.error.detail.errcode, -1);
    assert.equal(asked, 3);
  });

  it('asks again when the connection breaks', async () => {
    const { answer, asked } = await firstRequest('hang up');
    assert.equal(answer.status, 200);
    assert.equal(asked, 2);
  });

  it('answers 502 when the connection keeps breaking', async () => {
    const { answer, asked } = await firstRequest('hang up', 'hang up', 'hang up');
    assertFailure(answer, 502, reason);
    assert.equal(asked, 3);
  });

  it('does not wait for WeChat longer than timeoutMs a try', async () => {
    const service = await start({ weixin: weixin(), timeoutMs: 60, retries: 1 });
    weixin().troubles.push('never answer', 'never answer');
    const before = performance.now();
    assertFailure(await service.get(firstHeaders(weixin().login())), 502, reason);
    const took = performance.now() - before;
    assert.ok(took >= 100 && took < 2_000, `took ${took} ms`);
  });

  for (const [title, trouble] of [
    ['an HTTP error', { status: 500, body: '{"openid":"x","session_key":"y"}' }],
    ['a redirect', { status: 302 }],
    ['what is not JSON', { status: 200, body: '<html>' }],
    ['nothing', { status: 200, body: '' }],
    ['null', { status: 200, body: 'null' }],
    ['no openid', { status: 200, body: '{"session_key":"y"}' }],
    ['an openid that is no text', { status: 200, body: '{"openid":7,"session_key":"y"}' }],
    ['an empty session_key', { status: 200, body: '{"openid":"x","session_key":""}' }],
  ] as const) {
    it(`answers 502 when WeChat answers with ${title}, and does not burn the code again`, async () => {
      const { answer, asked } = await firstRequest(trouble);
      assertFailure(answer, 502, reason);
      assert.equal(asked, 1);
    });
  }

  it('takes errcode 0 beside a session for success', async () => {
    const service = await start({ weixin: weixin() });
    const body = '{"errcode":0,"errmsg":"ok","openid":"x","session_key":"eQ==","unionid":"u"}';
    weixin().troubles.push({ status: 200, body });
    const { token } = await service.session.login('any');
    const user = await service.session.authenticate({ token });
    assert.equal(user?.openId, 'x');
    assert.equal(user?.unionId, 'u');
  });

  it('answers 502 when nobody listens at the endpoint', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}/`;
    const service = await start({ weixin: weixin(), endpoint });
    assertFailure(await service.get(firstHeaders(weixin().login())), 502, reason);
  });

  it('asks anew for a code that failed when it comes again', async () => {
    const service = await start({ weixin: weixin(), retries: 0 });
    const phone = weixin().login();
    weixin().troubles.push('hang up');
    assertFailure(await service.get(firstHeaders(phone)), 502, reason);
    assert.equal((await service.get(firstHeaders(phone))).status, 200);
  });
});
