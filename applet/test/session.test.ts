import assert from 'node:assert/strict';
import { createSession } from '../lib/session';
import { createStorage } from '../lib/storage';
import { fakeWx, sessionServer } from './fake-wx';

function sessionWith(
  answer = sessionServer(
    () => '',
    () => ({ status: 200, body: {} }),
  ),
) {
  const fake = fakeWx(answer);
  const storage = createStorage(fake.wx);
  return { fake, session: createSession({ wx: fake.wx, server: () => 'https://a', storage }) };
}

describe('the session', () => {
  it('is one login, however many ask at once', async () => {
    const { fake, session } = sessionWith();
    await Promise.all([session.login(), session.login(), session.renew(undefined)]);
    assert.equal(fake.logins, 1);
    assert.equal(session.token(), 't1');
    assert.deepEqual(session.user(), { id: 'u', nickName: '', avatarUrl: '' });
  });

  it('is kept for the next start', async () => {
    const { fake, session } = sessionWith();
    await session.login();
    await session.login();
    assert.equal(fake.logins, 1);
  });

  it('is not renewed twice by two requests that saw the same expired token', async () => {
    const { fake, session } = sessionWith();
    await session.login();
    await session.renew('t1');
    await session.renew('t1');
    assert.equal(fake.logins, 2);
    assert.equal(session.token(), 't2');
  });

  it('tells a refused login from a server that is away, and tries again next time', async () => {
    const refused = sessionWith(() => ({ status: 401, body: { code: -1 } }));
    await assert.rejects(refused.session.login(), { kind: 'session' });
    const away = sessionWith(() => ({ status: 502, body: '' }) as never);
    await assert.rejects(away.session.login(), { kind: 'server', status: 502 });
    await assert.rejects(away.session.login());
    assert.equal(away.fake.logins, 2);
  });

  it('is forgotten with the server it belongs to', async () => {
    const { session } = sessionWith();
    await session.login();
    session.forget();
    assert.equal(session.token(), undefined);
    assert.equal(session.user(), undefined);
  });
});
