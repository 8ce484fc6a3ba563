import assert from 'node:assert/strict';
import { createMemorySessionStore, SESSION_MAGIC_ID } from '../src';
import { testClock } from './helpers/clock';
import { assertFailure } from './helpers/failure';
import { tokenHeaders, useServices } from './helpers/service';
import { useWeixin } from './helpers/weixin';

describe("today's login", () => {
  const weixin = useWeixin();
  const start = useServices();

  it('changes a code for a token, its life and the user without the openid', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login();
    const { status, body, headers } = await service.post('/session/login', { code: phone.code });
    assert.equal(status, 200);
    const { token, user } = body.data;
    assert.deepEqual(body, {
      code: 0,
      msg: 'success',
      data: { token, expiresIn: 604_800, user: { id: user.id, nickName: '', avatarUrl: '' } },
    });
    assert.match(token, /^[\w-]{43}$/);
    assert.match(user.id, /^[\w-]{22}$/);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.ok(!JSON.stringify(body).includes(phone.openId));
  });

  it('knows the user from the token', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login();
    const { token, user } = (await service.post('/session/login', { code: phone.code })).body.data;
    const { body } = await service.get(tokenHeaders(token));
    assert.deepEqual(body.user, { ...user, openId: phone.openId });
  });

  it('gives the same user the same id at each login and in both protocols', async () => {
    const { session } = await start({ weixin: weixin() });
    const first = await session.login(weixin().login('One').code);
    const second = await session.login(weixin().login('One').code);
    const other = await session.login(weixin().login('Other').code);
    const of2016 = await session.authenticate(weixin().login('One'));
    assert.equal(first.user.id, second.user.id);
    assert.equal(first.user.id, of2016?.id);
    assert.notEqual(first.user.id, other.user.id);
    assert.notEqual(first.token, second.token);
  });

  it('names users by idSecret, so that they keep their ids under a new AppSecret', async () => {
    const store = createMemorySessionStore();
    const named = await start({ weixin: weixin(), store, idSecret: 'kept for ever' });
    const unnamed = await start({ weixin: weixin(), store });
    const ids = await Promise.all(
      [named, named, unnamed].map((one) => one.session.login(weixin().login().code)),
    );
    assert.equal(ids[0]?.user.id, ids[1]?.user.id);
    assert.notEqual(ids[0]?.user.id, ids[2]?.user.id);
  });

  it('ends a token after its time', async () => {
    const { now, pass } = testClock();
    const store = createMemorySessionStore({ now });
    const service = await start({ weixin: weixin(), store, now, tokenTtlSeconds: 60 });
    const { data } = (await service.post('/session/login', { code: weixin().login().code })).body;
    assert.equal(data.expiresIn, 60);
    pass(59);
    assert.equal((await service.get(tokenHeaders(data.token))).status, 200);
    pass(1);
    assertFailure(await service.get(tokenHeaders(data.token)), 401, 'ERR_SESSION_EXPIRED');
  });

  it('answers ERR_SESSION_EXPIRED to a token it does not know', async () => {
    const service = await start({ weixin: weixin() });
    for (const token of ['x', 'a'.repeat(43), 'a'.repeat(8_000)]) {
      assertFailure(await service.get(tokenHeaders(token)), 401, 'ERR_SESSION_EXPIRED');
    }
  });

  it('gives a phone that repeats its login within five minutes another token', async () => {
    const { now, pass } = testClock();
    const store = createMemorySessionStore({ now });
    const service = await start({ weixin: weixin(), store, now });
    const { code } = weixin().login();
    const first = await service.post('/session/login', { code });
    pass(300);
    const second = await service.post('/session/login', { code });
    assert.equal(second.body.data.user.id, first.body.data.user.id);
    pass(1);
    const third = await service.post('/session/login', { code });
    assert.equal(third.status, 401);
    assert.equal(third.body.reason, 'ERR_SESSION_KEY_EXCHANGE_FAILED');
    assert.equal(weixin().asked.get(code), 1);
  });

  it('answers a code WeChat refuses in both failure shapes at once', async () => {
    const service = await start({ weixin: weixin() });
    const { status, body } = await service.post('/session/login', { code: 'made-up' });
    assert.equal(status, 401);
    assert.deepEqual(body, {
      code: -1,
      msg: body.error.message,
      [SESSION_MAGIC_ID]: 1,
      reason: 'ERR_SESSION_KEY_EXCHANGE_FAILED',
      error: {
        name: 'SessionError',
        message: body.error.message,
        detail: { errcode: 40029, errmsg: body.error.detail.errmsg },
      },
    });
    assert.match(body.error.detail.errmsg, /^invalid code/);
  });

  it('logs in a phone that still sends a token which ran out', async () => {
    const service = await start({ weixin: weixin() });
    const { code } = weixin().login();
    const answer = await service.post('/session/login', { code }, tokenHeaders('a'.repeat(43)));
    assert.equal(answer.status, 200);
  });

  it('lets the token decide when a code is there as well', async () => {
    const service = await start({ weixin: weixin() });
    const { token } = await service.session.login(weixin().login('One').code);
    const both = { ...tokenHeaders(token), 'X-WX-Code': 'whatever' };
    assert.equal((await service.get(both)).status, 200);
  });

  it('ends the oldest of more tokens than a user may have', async () => {
    const { now, pass } = testClock();
    const { session } = await start({ weixin: weixin(), now, maxTokens: 2 });
    const tokens: string[] = [];
    for (let i = 0; i < 3; i++) {
      tokens.push((await session.login(weixin().login().code)).token);
      pass(1);
    }
    await assert.rejects(session.authenticate({ token: tokens[0] }));
    assert.ok(await session.authenticate({ token: tokens[1] }));
    assert.ok(await session.authenticate({ token: tokens[2] }));
  });

  for (const [title, body, field] of [
    ['no code', {}, 'code'],
    ['an empty code', { code: '' }, 'code'],
    ['a code that is a number', { code: 7 }, 'code'],
    ['a code that is an object', { code: { $ne: null } }, 'code'],
    ['a code with spaces', { code: 'a b' }, 'code'],
    ['a code of 10 KB', { code: 'a'.repeat(10_240) }, 'code'],
  ] as const) {
    it(`answers 400 and names the field for ${title}`, async () => {
      const service = await start({ weixin: weixin() });
      const answer = await service.post('/session/login', body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, -1);
      assert.equal(answer.body.error.field, field);
      assert.equal(weixin().asked.size, 0);
    });
  }

  for (const [title, body, status] of [
    ['no body', '', 400],
    ['a body that is not JSON', '{"code":', 400],
    ['a body that is an array', '[]', 400],
    ['a body with __proto__', '{"__proto__":{"code":"abc"}}', 400],
    ['a body that is text', '"abc"', 400],
    ['a body that is too large', JSON.stringify({ code: 'a'.repeat(100_000) }), 413],
  ] as const) {
    it(`answers ${status} to ${title}`, async () => {
      const service = await start({ weixin: weixin() });
      const answer = await service.post('/session/login', body);
      assert.equal(answer.status, status);
      assert.equal(answer.body.code, -1);
    });
  }
});
