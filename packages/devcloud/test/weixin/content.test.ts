/** Access tokens and content checks. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alice, app, exchange, type Started, start } from './support';

const HOUR = 3_600_000;

describe('content checks of the WeChat stand-in', () => {
  let started: Started;
  let openid: string;
  let token: string;
  beforeEach(async () => {
    started = await start();
    openid = String((await exchange(started, started.weixin.login(alice).code)).openid);
    token = (await giveToken()).access_token ?? '';
  });
  afterEach(() => started.stop());

  interface Answer {
    errcode?: number;
    errmsg?: string;
    access_token?: string;
    expires_in?: number;
    trace_id?: string;
    result?: { suggest: string; label: number };
    detail?: Array<{ strategy: string }>;
  }
  const call = async (path: string, body: unknown, query = {}): Promise<Answer> =>
    (await (await started.post(path, body, query)).json()) as Answer;
  const giveToken = (changed = {}) =>
    call('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: app.appId,
      secret: app.appSecret,
      ...changed,
    });
  const check = (content: unknown, changed = {}, access_token = token) => {
    const body = { version: 2, scene: 2, openid, content, ...changed };
    return call('/wxa/msg_sec_check', body, { access_token });
  };
  const checkMedia = (media_url: unknown, changed = {}) => {
    const body = { version: 2, scene: 1, openid, media_url, media_type: 2, ...changed };
    return call('/wxa/media_check_async', body, { access_token: token });
  };

  it('give one token for two hours, and the next five minutes before its end', async () => {
    assert.equal((await giveToken()).access_token, token);
    assert.equal((await giveToken()).expires_in, 7200);
    started.advance(2 * HOUR - 300_001);
    assert.equal((await giveToken()).access_token, token);
    started.advance(1001);
    const { access_token: next = '' } = await giveToken();
    assert.notEqual(next, token);
    started.weixin.login(alice);
    assert.equal((await check('hello')).errcode, 0);
    assert.equal((await check('hello', {}, next)).errcode, 0);
    started.advance(300_000);
    assert.equal((await check('hello')).errcode, 42001);
  });

  it('replace the token when that is forced', async () => {
    const { access_token } = await giveToken({ force_refresh: true });
    assert.notEqual(access_token, token);
  });

  it('give no token for a wrong app, secret or grant', async () => {
    assert.equal((await giveToken({ appid: 'wxother' })).errcode, 40013);
    assert.equal((await giveToken({ secret: 'wrong' })).errcode, 40125);
    assert.equal((await giveToken({ grant_type: 'x' })).errcode, 40002);
    const asGet = await started.get('/cgi-bin/stable_token');
    assert.equal(((await asGet.json()) as Answer).errcode, 43002);
  });

  const texts: Array<[content: string, suggest: string, label: number]> = [
    ['今天天气真好', 'pass', 100],
    ['来赌博吧', 'risky', 20006],
    ['来 赌\n博 吧', 'risky', 20006],
    ['加微信聊', 'review', 10001],
    ['加微信，代开发票', 'risky', 20008],
    ['this is Devcloud-Risky', 'risky', 21000],
  ];
  for (const [content, suggest, label] of texts)
    it(`judge ${JSON.stringify(content)} as ${suggest}, with errcode 0`, async () => {
      const { errcode, errmsg, result, trace_id, detail } = await check(content);
      assert.deepEqual([errcode, errmsg, result], [0, 'ok', { suggest, label }]);
      assert.ok(trace_id);
      assert.equal(detail?.[0]?.strategy, 'content_model');
    });

  it('judge title, nickname and signature too', async () => {
    assert.equal((await check('fine', { nickname: '赌博' })).result?.suggest, 'risky');
  });

  it('refuse what WeChat refuses', async () => {
    assert.equal((await check('x', {}, 'nonsense')).errcode, 40001);
    assert.equal((await check('x', {}, '')).errcode, 41001);
    assert.equal((await check('x', { openid: 'o-of-nobody' })).errcode, 40003);
    assert.equal((await check('x', { openid: undefined })).errcode, 40003);
    assert.equal((await check('x', { scene: 5 })).errcode, 40129);
    assert.equal((await check('x', { version: 1 })).errcode, 47001);
    assert.equal((await check('')).errcode, 47001);
    assert.equal((await check('字'.repeat(2500))).errcode, 0);
    assert.equal((await check('字'.repeat(2501))).errcode, 45002);
    const query = { access_token: token };
    assert.equal((await call('/wxa/msg_sec_check', 'no json', query)).errcode, 47001);
    assert.equal((await call('/wxa/msg_sec_check', '', query)).errcode, 44002);
  });

  it('refuse a user who was not in the program for two hours', async () => {
    started.advance(2 * HOUR);
    token = (await giveToken()).access_token ?? '';
    assert.equal((await check('x')).errcode, 0);
    started.advance(1);
    assert.equal((await check('x')).errcode, 61010);
    started.weixin.login(alice);
    assert.equal((await check('x')).errcode, 0);
  });

  it('take media and give a trace id', async () => {
    const { errcode, trace_id } = await checkMedia('https://example.com/a.jpg');
    assert.equal(errcode, 0);
    assert.match(trace_id ?? '', /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
    assert.equal((await checkMedia('nonsense')).errcode, 47001);
    assert.equal((await checkMedia('https://example.com/a', { media_type: 3 })).errcode, 47001);
  });

  it('push the verdict on media, signed, and again until it is taken', async () => {
    const pushes: Array<{ req: IncomingMessage; event: Record<string, unknown> }> = [];
    const receiver = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      pushes.push({ req, event: JSON.parse(Buffer.concat(chunks).toString()) });
      res.end(pushes.length === 1 ? 'not yet' : 'success');
      if (pushes.length === 2) receiver.emit('taken');
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/push`;
    await started.stop();
    started = await start({ messagePush: { url, token: 'push-token', delayMs: 1 } });
    openid = String((await exchange(started, started.weixin.login(alice).code)).openid);
    token = (await giveToken()).access_token ?? '';
    const taken = once(receiver, 'taken');
    const { trace_id } = await checkMedia('https://example.com/%E8%B5%8C%E5%8D%9A.jpg');
    await taken;
    const [, second] = pushes;
    const query = new URL(second?.req.url ?? '', url).searchParams;
    const signed = ['push-token', query.get('timestamp'), query.get('nonce')].sort().join('');
    assert.equal(query.get('signature'), createHash('sha1').update(signed).digest('hex'));
    const { Event, appid, result, trace_id: traceId, FromUserName } = second?.event ?? {};
    assert.deepEqual([Event, appid, traceId], ['wxa_media_check', app.appId, trace_id]);
    assert.deepEqual(result, { suggest: 'risky', label: 20006 });
    assert.equal(FromUserName, openid);
    receiver.closeAllConnections();
    receiver.close();
  });
});
