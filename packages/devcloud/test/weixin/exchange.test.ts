/** jscode2session: what it gives for a code, and what it refuses. */
import assert from 'node:assert/strict';
import { createWeixinStandIn } from '../../src/index';
import { Codes } from '../../src/weixin/codes';
import { alice, app, exchange, type Started, start } from './support';

const MINUTE = 60_000;

describe('jscode2session of the WeChat stand-in', () => {
  let started: Started;
  beforeEach(async () => {
    started = await start();
  });
  afterEach(() => started.stop());

  const newCode = () => started.weixin.login(alice).code;

  it('gives session_key and openid, labelled as plain text', async () => {
    const answer = await started.get('/sns/jscode2session', {
      appid: app.appId,
      secret: app.appSecret,
      js_code: newCode(),
      grant_type: 'authorization_code',
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/plain');
    const session = (await answer.json()) as object;
    assert.deepEqual(Object.keys(session), ['session_key', 'openid']);
  });

  it('takes a code once', async () => {
    const code = newCode();
    assert.ok((await exchange(started, code)).openid);
    assert.equal((await exchange(started, code)).errcode, 40163);
  });

  it('gives one of many who exchange a code together the session', async () => {
    const code = newCode();
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(started, code)));
    assert.equal(answers.filter(({ openid }) => openid).length, 1);
    assert.equal(answers.filter(({ errcode }) => errcode === 40163).length, 9);
  });

  it('takes a code for five minutes', async () => {
    const code = newCode();
    started.advance(5 * MINUTE - 1);
    const late = newCode();
    assert.ok((await exchange(started, code)).openid);
    started.advance(5 * MINUTE);
    assert.equal((await exchange(started, late)).errcode, 40029);
    assert.equal((await exchange(started, code)).errcode, 40029);
  });

  const refused: Array<[changed: Record<string, string>, errcode: number, what: string]> = [
    [{ js_code: 'unknown' }, 40029, 'an unknown code'],
    [{ js_code: '' }, 41008, 'no code'],
    [{ appid: 'wxother' }, 40013, 'another appid'],
    [{ appid: '' }, 41002, 'no appid'],
    [{ secret: 'wrong' }, 40125, 'a wrong secret'],
    [{ secret: '' }, 41004, 'no secret'],
    [{ grant_type: 'client_credential' }, 40002, 'another grant type'],
  ];
  for (const [changed, errcode, what] of refused)
    it(`answers ${errcode} for ${what}, and leaves the code usable`, async () => {
      const code = newCode();
      const answer = await exchange(started, code, changed);
      assert.equal(answer.errcode, errcode);
      assert.match(String(answer.errmsg), /, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
      assert.equal(answer.session_key, undefined);
      assert.ok((await exchange(started, code)).openid);
    });

  it('takes GET only', async () => {
    const answer = await started.post('/sns/jscode2session', {});
    assert.equal(((await answer.json()) as { errcode: number }).errcode, 43001);
  });

  it('forgets codes, so that its memory is bounded', () => {
    let now = 0;
    const codes = new Codes(() => now);
    const session = { openId: 'o', sessionKey: 'k' };
    for (let index = 0; index < 25_000; index += 1) codes.add(`early ${index}`, session);
    assert.ok(codes.size <= 10_000);
    assert.throws(() => codes.exchange('early 0'), { errcode: 40029 });
    assert.deepEqual(codes.exchange('early 24999'), session);
    now += 5 * MINUTE;
    codes.add('late', session);
    assert.equal(codes.size, 1);
  });

  it('does not exist in production', () => {
    assert.throws(() => createWeixinStandIn({ ...app, nodeEnv: 'production' }), /production/);
  });
});

describe('a fault of the WeChat stand-in', () => {
  let started: Started;
  beforeEach(async () => {
    started = await start();
  });
  afterEach(() => started.stop());

  const newCode = () => started.weixin.login(alice).code;

  it('is a busy system for a while, and the code stays usable', async () => {
    const code = newCode();
    started.weixin.faults.set({ errcode: -1, times: 2 });
    assert.equal((await exchange(started, code)).errcode, -1);
    assert.equal((await exchange(started, code)).errcode, -1);
    assert.ok((await exchange(started, code)).openid);
  });

  it('is a connection that is cut', async () => {
    started.weixin.faults.set({ cut: true });
    await assert.rejects(exchange(started, newCode()));
  });

  it('is a page of HTML, with any status', async () => {
    for (const html of [200, 502]) {
      started.weixin.faults.set({ html });
      const answer = await started.get('/sns/jscode2session');
      assert.equal(answer.status, html);
      assert.match(await answer.text(), /^<html>/);
    }
  });

  it('is a slow answer', async () => {
    started.weixin.faults.set({ delayMs: 60 });
    const begun = performance.now();
    assert.ok((await exchange(started, newCode())).openid);
    assert.ok(performance.now() - begun >= 55);
  });

  it('strikes one path when it is told to, and never the phone', async () => {
    started.weixin.faults.set({ cut: true, path: '/cgi-bin/stable_token' });
    assert.ok((await exchange(started, newCode())).openid);
    started.weixin.faults.set({ cut: true });
    assert.equal((await started.post('/login', { user: alice })).status, 200);
    started.weixin.faults.clear();
    assert.ok((await exchange(started, newCode())).openid);
  });
});
