/** What the phone gives: a code, and a profile signed and encrypted as WeChat does. */
import assert from 'node:assert/strict';
import { createDecipheriv, createHash } from 'node:crypto';
import type { WeixinLogin } from '../../src/index';
import { sealProfile } from '../../src/weixin/phone';
import { alice, app, bob, exchange, type Started, start } from './support';

describe('a login at the WeChat stand-in', () => {
  let started: Started;
  beforeEach(async () => {
    started = await start();
  });
  afterEach(() => started.stop());

  const login = async (user: object = alice): Promise<WeixinLogin> => {
    const answer = await started.post('/login', { user });
    assert.equal(answer.status, 200);
    return (await answer.json()) as WeixinLogin;
  };
  const keyOf = async ({ code }: WeixinLogin) =>
    String((await exchange(started, code)).session_key);

  it('gives a profile whose signature is sha1 of rawData and session_key', async () => {
    const given = await login();
    const sessionKey = await keyOf(given);
    assert.equal(
      given.signature,
      createHash('sha1')
        .update(given.rawData + sessionKey)
        .digest('hex'),
    );
    assert.deepEqual(JSON.parse(given.rawData), given.userInfo);
    assert.equal(given.userInfo.nickName, alice.nickName);
    assert.equal(given.userInfo.language, 'zh_CN');
  });

  it('signs the example of the documentation as WeChat does', () => {
    // WX: 开放数据校验与解密.
    const user = {
      nickName: 'Band',
      gender: 1,
      language: 'zh_CN',
      city: 'Guangzhou',
      province: 'Guangdong',
      country: 'CN',
      avatarUrl:
        'http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0',
    };
    const { signature } = sealProfile(user, {
      sessionKey: 'HyVFkGl5F5OQWJZZaNzBBg==',
      openId: 'o',
      appId: app.appId,
      timestamp: 0,
      iv: Buffer.alloc(16),
    });
    assert.equal(signature, '75e81ceda165f4ffa64f4068af58c64b8f54b88c');
  });

  it('gives encryptedData that opens with session_key and iv, watermark inside', async () => {
    const given = await login();
    const { session_key: sessionKey, openid } = await exchange(started, given.code);
    const [key, iv] = [String(sessionKey), given.iv].map((text) => Buffer.from(text, 'base64'));
    assert.equal(key?.length, 16);
    const decipher = createDecipheriv('aes-128-cbc', key as Buffer, iv as Buffer);
    const plain = decipher.update(given.encryptedData, 'base64', 'utf8') + decipher.final('utf8');
    assert.deepEqual(JSON.parse(plain), {
      openId: openid,
      ...given.userInfo,
      watermark: { timestamp: Date.parse('2026-01-01T00:00:00Z') / 1000, appid: app.appId },
    });
  });

  it('gives the same user the same openid and another key every time', async () => {
    const [first, second, other] = [await login(), await login(), await login(bob)];
    const [a, b, c] = [first, second, other].map(({ code }) => exchange(started, code));
    const [one, two, three] = [await a, await b, await c];
    assert.equal(one?.openid, two?.openid);
    assert.notEqual(one?.openid, three?.openid);
    assert.match(String(one?.openid), /^o[\w-]{27}$/);
    assert.notEqual(one?.session_key, two?.session_key);
    assert.notEqual(first.code, second.code);
    assert.notEqual(first.iv, second.iv);
  });

  it('tells users apart by their id when they have one', async () => {
    const { code } = await login({ ...alice, id: '1' });
    const renamed = await login({ ...bob, id: '1' });
    const stranger = await login({ ...alice, id: '2' });
    const { openid } = await exchange(started, code);
    assert.equal((await exchange(started, renamed.code)).openid, openid);
    assert.notEqual((await exchange(started, stranger.code)).openid, openid);
    assert.equal(renamed.userInfo.id, undefined);
  });

  it('keeps openids over a restart, and has others for another mini-program', async () => {
    const { openid } = await exchange(started, (await login()).code);
    const again = await start();
    assert.equal((await exchange(again, again.weixin.login(alice).code)).openid, openid);
    await again.stop();
    const other = await start({ appId: 'wxother' });
    const { code } = other.weixin.login(alice);
    assert.notEqual((await exchange(other, code, { appid: 'wxother' })).openid, openid);
    await other.stop();
  });

  const bad: Array<[body: unknown, names: RegExp]> = [
    [{}, /user must be an object/],
    [{ user: 'alice' }, /user must be an object/],
    [{ user: { nickName: 1 } }, /user\.nickName/],
    [{ user: { nickName: '' } }, /user\.nickName/],
    [{ user: { nickName: 'a', avatarUrl: 1 } }, /user\.avatarUrl/],
    [{ user: { nickName: 'a', id: 1 } }, /user\.id/],
    ['no json', /data format error/],
    ['[]', /data format error/],
    ['', /empty post data/],
    [{ user: { nickName: 'x'.repeat(70_000) } }, /out of limit/],
  ];
  for (const [body, names] of bad)
    it(`refuses ${JSON.stringify(body).slice(0, 50)} and says why`, async () => {
      const answer = await started.post('/login', body);
      assert.equal(answer.status, 400);
      assert.match(((await answer.json()) as { errmsg: string }).errmsg, names);
    });

  it('takes POST only, and leaves other paths alone', async () => {
    assert.equal((await started.get('/login')).status, 405);
    assert.equal((await started.get('/other')).status, 404);
    assert.equal((await fetch(new URL('/devcloud/weixinx/login', started.url))).status, 404);
  });
});
