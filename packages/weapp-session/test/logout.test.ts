import assert from 'node:assert/strict';
import { assertFailure } from './helpers/failure';
import { firstHeaders, laterHeaders, tokenHeaders, useServices } from './helpers/service';
import { useWeixin } from './helpers/weixin';

describe('logout', () => {
  const weixin = useWeixin();
  const start = useServices();

  it('ends the token and no other of the user', async () => {
    const service = await start({ weixin: weixin() });
    const here = tokenHeaders((await service.session.login(weixin().login().code)).token);
    const there = tokenHeaders((await service.session.login(weixin().login().code)).token);
    const { status, body } = await service.post('/session/logout', {}, here);
    assert.deepEqual(
      { status, body },
      { status: 200, body: { code: 0, msg: 'success', data: {} } },
    );
    assertFailure(await service.get(here), 401, 'ERR_SESSION_EXPIRED');
    assert.equal((await service.get(there)).status, 200);
  });

  it('ends the session of a code', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login();
    await service.get(firstHeaders(phone));
    assert.equal((await service.post('/session/logout', '', laterHeaders(phone))).status, 200);
    assertFailure(await service.get(laterHeaders(phone)), 401, 'ERR_SESSION_EXPIRED');
  });

  it('is final: the login before it cannot be repeated', async () => {
    const service = await start({ weixin: weixin() });
    const { code } = weixin().login();
    const { token } = await service.session.login(code);
    await service.post('/session/logout', {}, tokenHeaders(token));
    const again = await service.post('/session/login', { code });
    assert.equal(again.status, 401);
    assert.equal(again.body.error.detail.errcode, 40163);
  });

  it('answers 401 where there is no session', async () => {
    const service = await start({ weixin: weixin() });
    const nobody = await service.post('/session/logout', {});
    assert.equal(nobody.status, 401);
    assert.equal(nobody.body.reason, 'ERR_SESSION_EXPIRED');
    const gone = await service.post('/session/logout', {}, tokenHeaders('a'.repeat(43)));
    assert.equal(gone.status, 401);
  });
});
