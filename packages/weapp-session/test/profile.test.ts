import assert from 'node:assert/strict';
import { SESSION_MAGIC_ID } from '../src';
import {
  firstHeaders,
  laterHeaders,
  type Service,
  tokenHeaders,
  useServices,
} from './helpers/service';
import { useWeixin } from './helpers/weixin';

const profile = { nickName: '表情 😀', avatarUrl: 'https://example.com/a.png' };

describe('the profile', () => {
  const weixin = useWeixin();
  const start = useServices();

  async function loggedIn(service: Service, nickName?: string) {
    const { token } = await service.session.login(weixin().login(nickName).code);
    return tokenHeaders(token);
  }

  it('is kept and shown from then on, in other sessions of the user too', async () => {
    const service = await start({ weixin: weixin() });
    const [here, there] = [await loggedIn(service), await loggedIn(service)];
    const { status, body } = await service.post('/session/profile', profile, here);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      code: 0,
      msg: 'success',
      data: { user: { id: body.data.user.id, ...profile } },
    });
    for (const headers of [here, there]) {
      const { user } = (await service.get(headers)).body;
      assert.deepEqual({ nickName: user.nickName, avatarUrl: user.avatarUrl }, profile);
    }
  });

  it('comes back with the next login', async () => {
    const service = await start({ weixin: weixin() });
    await service.post('/session/profile', profile, await loggedIn(service));
    const { user } = await service.session.login(weixin().login().code);
    assert.deepEqual(user, { id: user.id, ...profile });
  });

  it('goes before the names rawData brings', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login('Band', { city: 'Guangzhou' });
    await service.get(firstHeaders(phone));
    await service.post('/session/profile', profile, laterHeaders(phone));
    const { user } = (await service.get(laterHeaders(phone))).body;
    assert.equal(user.nickName, profile.nickName);
    assert.equal(user.city, 'Guangzhou');
  });

  it("is the user's own", async () => {
    const service = await start({ weixin: weixin() });
    await service.post('/session/profile', profile, await loggedIn(service, 'One'));
    const { user } = (await service.get(await loggedIn(service, 'Other'))).body;
    assert.equal(user.nickName, '');
  });

  it('needs a session', async () => {
    const service = await start({ weixin: weixin() });
    const answer = await service.post('/session/profile', profile);
    assert.equal(answer.status, 401);
    assert.equal(answer.body.code, -1);
    assert.equal(answer.body[SESSION_MAGIC_ID], 1);
    assert.equal(answer.body.reason, 'ERR_SESSION_EXPIRED');
  });

  it('is trimmed, and may go without an avatar', async () => {
    const service = await start({ weixin: weixin() });
    const given = { nickName: '  Band ', avatarUrl: '' };
    const { data } = (await service.post('/session/profile', given, await loggedIn(service))).body;
    assert.equal(data.user.nickName, 'Band');
  });

  it('is refused when checkProfile says so', async () => {
    const checkProfile = (given: { nickName: string }) => given.nickName !== 'rude';
    const service = await start({ weixin: weixin(), checkProfile });
    const headers = await loggedIn(service);
    const refused = { nickName: 'rude', avatarUrl: '' };
    assert.equal((await service.post('/session/profile', refused, headers)).status, 400);
    assert.equal((await service.get(headers)).body.user.nickName, '');
    assert.equal((await service.post('/session/profile', profile, headers)).status, 200);
  });

  for (const [title, given, field] of [
    ['no nickName', { avatarUrl: '' }, 'nickName'],
    ['a blank nickName', { ...profile, nickName: ' \t ' }, 'nickName'],
    ['a nickName of 65 characters', { ...profile, nickName: 'a'.repeat(65) }, 'nickName'],
    ['a nickName that is no text', { ...profile, nickName: 'a\ud800' }, 'nickName'],
    ['a nickName of two lines', { ...profile, nickName: 'a\nb' }, 'nickName'],
    ['a nickName that is an object', { ...profile, nickName: {} }, 'nickName'],
    ['no avatarUrl', { nickName: 'a' }, 'avatarUrl'],
    ['a temporary file', { ...profile, avatarUrl: 'wxfile://tmp_1.jpg' }, 'avatarUrl'],
    ['a temporary file of the tools', { ...profile, avatarUrl: 'http://tmp/1.jpg' }, 'avatarUrl'],
    ['a script', { ...profile, avatarUrl: 'javascript:alert(1)' }, 'avatarUrl'],
    ['a long avatarUrl', { ...profile, avatarUrl: `http://a/${'a'.repeat(2_000)}` }, 'avatarUrl'],
  ] as const) {
    it(`answers 400 and names the field for ${title}`, async () => {
      const service = await start({ weixin: weixin() });
      const answer = await service.post('/session/profile', given, await loggedIn(service));
      assert.equal(answer.status, 400);
      assert.equal(answer.body.error.field, field);
    });
  }
});
