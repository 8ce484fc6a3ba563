import assert from 'node:assert/strict';
import { useRedis, useTempDir, waitFor } from '@weapp-samples/testkit';
import { assertNoSession } from './support/failure';
import { useService } from './support/service';
import { useWeixin } from './support/weixin';

const list = '/applet/session/paints/list';

describe('the session service without its Redis', function () {
  this.timeout(30_000);
  const dir = useTempDir('session');
  const redis = useRedis();
  const weixin = useWeixin();
  const service = useService(() => ({
    weixin: weixin(),
    env: { DATA_DIR: dir(), REDIS_URL: redis().url },
  }));

  it('says 503 to who has a session, and knows it again when Redis is back', async () => {
    const user = await service().login();
    await redis().kill();
    assertNoSession(await service().get(list, user), 503, 'ERR_SESSION_UNAVAILABLE');
    assertNoSession(await service().get(list), 401, 'ERR_SESSION_EXPIRED');
    assert.equal((await service().get('/readyz')).status, 503);
    const { code } = weixin().login({ nickName: '小明', avatarUrl: '' });
    const login = await service().post('/applet/session/login', { code });
    assertNoSession(login, 503, 'ERR_SESSION_UNAVAILABLE');
    assert.equal(login.body.code, -1);
    await redis().restart();
    await waitFor(async () => (await service().get('/readyz')).status === 200);
    assert.equal((await service().get(list, user)).status, 200);
  });
});
