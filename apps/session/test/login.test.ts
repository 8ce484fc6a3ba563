import assert from 'node:assert/strict';
import { useTempDir } from '@weapp-samples/testkit';
import { assertFail, assertNoSession } from './support/failure';
import { useService } from './support/service';
import { useWeixin } from './support/weixin';

const session = '/applet/session';

describe("today's login at the session service", () => {
  const dir = useTempDir('session');
  const weixin = useWeixin();
  const service = useService(() => ({ weixin: weixin(), env: { DATA_DIR: dir() } }));
  const newCode = (nickName = '小红') => weixin().login({ nickName, avatarUrl: '' }).code;
  const login = (code: unknown, headers = {}) =>
    service().post(`${session}/login`, { code }, headers);

  it('changes a code for a token, its life and the user', async () => {
    const { status, headers, body } = await login(newCode());
    const { token, user } = body.data;
    assert.deepEqual(
      { status, body },
      {
        status: 200,
        body: {
          code: 0,
          msg: 'success',
          data: { token, expiresIn: 604_800, user: { id: user.id, nickName: '', avatarUrl: '' } },
        },
      },
    );
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  it('takes a phone whose token has expired', async () => {
    assert.equal((await login(newCode(), { 'X-WX-Session': 'a'.repeat(43) })).status, 200);
    assert.equal((await login(newCode(), { 'X-WX-Code': 'expired' })).status, 200);
  });

  it('answers a code that WeChat refuses in both failure shapes at once', async () => {
    const answer = await login('made-up');
    assertNoSession(answer, 401, 'ERR_SESSION_KEY_EXCHANGE_FAILED');
    assert.equal(answer.body.code, -1);
    assert.equal(answer.body.msg, 'fail');
    assert.equal(answer.body.error.detail.errcode, 40029);
  });

  it('says 502 while WeChat is down, and takes the same code when it is up again', async () => {
    const code = newCode();
    weixin().faults.set({ cut: true });
    assertNoSession(await login(code), 502, 'ERR_SESSION_KEY_EXCHANGE_FAILED');
    weixin().faults.clear();
    assert.equal((await login(code)).status, 200);
  });

  it('refuses what is no code without asking WeChat', async () => {
    for (const code of [undefined, '', 7, { $ne: null }, 'a b', 'a'.repeat(129)]) {
      assertFail(await login(code), 400, 'code');
    }
  });

  it('keeps name and avatar, for all sessions of the user', async () => {
    const [one, other] = [await service().login('小李'), await service().login('小李')];
    const profile = { nickName: ' 小李 😀 ', avatarUrl: 'https://example.com/a.png' };
    const saved = await service().post(`${session}/profile`, profile, one);
    const { id } = saved.body.data.user;
    const user = { id, nickName: '小李 😀', avatarUrl: profile.avatarUrl };
    assert.deepEqual(saved.body, { code: 0, msg: 'success', data: { user } });
    const again = await service().post(`${session}/profile`, profile, other);
    assert.equal(again.body.data.user.id, id);
    assert.deepEqual((await login(newCode('小李'))).body.data.user, user);
  });

  for (const [title, change, field] of [
    ['an empty name', { nickName: ' ' }, 'nickName'],
    ['a name of 65 characters', { nickName: 'a'.repeat(65) }, 'nickName'],
    ['a name with a line break', { nickName: 'a\nb' }, 'nickName'],
    ['no avatar', { avatarUrl: undefined }, 'avatarUrl'],
    ['an avatar that is a script', { avatarUrl: 'javascript:alert(1)' }, 'avatarUrl'],
    ['an avatar on the phone alone', { avatarUrl: 'http://tmp/a.png' }, 'avatarUrl'],
    ['an avatar of 1025 characters', { avatarUrl: `https://a/${'a'.repeat(1015)}` }, 'avatarUrl'],
  ] as const) {
    it(`refuses a profile with ${title}`, async () => {
      const profile = { nickName: '小红', avatarUrl: '', ...(change as object) };
      const user = await service().login();
      assertFail(await service().post(`${session}/profile`, profile, user), 400, field);
    });
  }

  it('ends a session at logout, and no other one', async () => {
    const [one, other] = [await service().login(), await service().login()];
    const answer = await service().post(`${session}/logout`, '', one);
    assert.deepEqual(answer.body, { code: 0, msg: 'success', data: {} });
    assertNoSession(await service().get(`${session}/paints/list`, one), 401, 'ERR_SESSION_EXPIRED');
    assert.equal((await service().get(`${session}/paints/list`, other)).status, 200);
  });

  it('asks for a session before it keeps a profile or ends one', async () => {
    const profile = { nickName: '小红', avatarUrl: '' };
    const reason = 'ERR_SESSION_EXPIRED';
    assertNoSession(await service().post(`${session}/profile`, profile), 401, reason);
    assertNoSession(await service().post(`${session}/logout`, ''), 401, reason);
  });

  it('says which method a path wants', async () => {
    const { status, headers } = await service().get(`${session}/login`);
    assert.equal(status, 405);
    assert.match(headers.get('allow') ?? '', /POST/);
  });

  it('writes no token and no code to the log', async () => {
    const code = newCode();
    const { token } = (await login(code)).body.data;
    await service().get(`${session}/paints/list`, { 'X-WX-Session': token });
    await login('made-up');
    const log = service().log.text();
    assert.ok(log.includes('/applet/session/login'));
    assert.ok(!log.includes(token) && !log.includes(code));
  });
});
