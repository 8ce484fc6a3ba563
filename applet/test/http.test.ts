import assert from 'node:assert/strict';
import { createHttp, queryString } from '../lib/http';
import { createSession } from '../lib/session';
import { createStorage } from '../lib/storage';
import { type Asked, fakeWx, type Reply, sessionServer } from './fake-wx';

const ok = (data: unknown, next: unknown = null): Reply => ({
  status: 200,
  body: { code: 0, msg: 'ok', data, next },
});

function client(answer: (asked: Asked, count: number) => Reply) {
  const fake = fakeWx(answer);
  const server = () => 'https://example.org';
  const storage = createStorage(fake.wx);
  const session = createSession({ wx: fake.wx, server, storage });
  return { fake, session, storage, http: createHttp({ wx: fake.wx, server, session }) };
}

describe('the HTTP client', () => {
  it('logs in silently before the first request, and sends the token', async () => {
    const { http, fake } = client(
      sessionServer(
        () => 't1',
        () => ok(['a'], 'm'),
      ),
    );
    assert.deepEqual(await http.get('/applet/album/list', { limit: 3 }), {
      data: ['a'],
      next: 'm',
    });
    assert.equal(fake.asked[1]?.url, 'https://example.org/applet/album/list?limit=3');
    assert.equal(fake.asked[1]?.header?.['X-WX-Session'], 't1');
  });

  it('renews an expired session once for all requests that wait, and sends each again once', async () => {
    let valid = 't1';
    const { http, fake } = client(
      sessionServer(
        () => valid,
        () => ok(1),
      ),
    );
    await http.get('/warm-up');
    valid = 't2';
    await Promise.all([http.get('/a'), http.post('/b'), http.get('/c')]);
    assert.equal(fake.logins, 2);
    const times = (path: string) => fake.asked.filter(({ url }) => url.endsWith(path)).length;
    assert.deepEqual([times('/a'), times('/b'), times('/c')], [2, 2, 2]);
  });

  it('renews for uploads too', async () => {
    let valid = 't1';
    const { http, fake } = client(
      sessionServer(
        () => valid,
        () => ok({ imgUrl: 'x' }),
      ),
    );
    await http.get('/warm-up');
    valid = 't2';
    const percents: number[] = [];
    const options = { url: '/up', filePath: 'f.jpg', name: 'image' };
    const answer = await http.upload({
      ...options,
      onProgress: (percent) => percents.push(percent),
    });
    assert.deepEqual(answer.data, { imgUrl: 'x' });
    assert.equal(fake.asked.at(-1)?.header?.['X-WX-Session'], 't2');
    assert.deepEqual(percents, [50, 50]);
  });

  it('gives up after one renewal', async () => {
    const { http, fake } = client(
      sessionServer(
        () => 'never',
        () => ok(1),
      ),
    );
    await assert.rejects(http.get('/a'), { kind: 'session', status: 401 });
    assert.equal(fake.asked.filter(({ url }) => url.endsWith('/a')).length, 2);
  });

  it('sends no session to another host', async () => {
    const { http, fake } = client(() => ({ status: 204, body: undefined }));
    await http.upload({ url: 'https://cos.example.net/', filePath: 'f', name: 'file' });
    assert.deepEqual(
      fake.asked.map(({ header }) => header),
      [{}],
    );
  });

  it('goes on without a session where the login fails, and tells a refusal of another host', async () => {
    const { http } = client(({ url }) =>
      url.endsWith('/login') ? { errMsg: 'request:fail' } : ok('public'),
    );
    assert.equal((await http.get('/list')).data, 'public');
    const refusing = client(() => ({ status: 403, body: undefined }));
    const sent = refusing.http.upload({
      url: 'https://cos.example.net/',
      filePath: 'f',
      name: 'file',
    });
    await assert.rejects(sent, { kind: 'server', status: 403 });
  });

  it('says what went wrong in words for people', async () => {
    const failing = (reply: Reply) => client(() => reply).http.get('/a');
    await assert.rejects(failing({ errMsg: 'request:fail timeout' }), { kind: 'timeout' });
    await assert.rejects(failing({ errMsg: 'request:fail url not in domain list' }), {
      kind: 'blocked',
    });
    await assert.rejects(failing({ errMsg: 'request:fail -118' }), { kind: 'offline' });
    const own = { status: 400, body: { code: -1, msg: '仅jpg/png格式' } };
    await assert.rejects(failing(own), { kind: 'server', message: '仅jpg/png格式' });
    const technical = { status: 503, body: { code: -1, msg: 'Service Unavailable' } };
    await assert.rejects(failing(technical), { message: '服务暂时不可用，请稍后再试' });
    await assert.rejects(failing({ status: 200, body: '<html>' }), { kind: 'server' });
  });
});

describe('a query string', () => {
  it('has what is set, encoded', () => {
    assert.equal(queryString({ a: 1, b: undefined, c: '你 &' }), '?a=1&c=%E4%BD%A0%20%26');
    assert.equal(queryString({}), '');
  });
});
