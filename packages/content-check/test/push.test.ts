import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { createService, readSettings, serviceSettings } from '@weapp-samples/service';
import { createPushHandler, type ImageVerdict, pushRoutes, pushSignature } from '../src/index';
import { openPush } from '../src/push/crypto';

const token = 'QDG6eK';
const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const appId = 'wx5823bf96d3bd56c7';
const now = 1_409_659_589_000;
const timestamp = '1409659589';
const nonce = '263014780';

/** The other side of `openPush`. */
function seal(message: string, forApp = appId): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.alloc(16, 7), length, text, Buffer.from(forApp)]);
  const padding = 32 - (plain.length % 32);
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

const event = (more: object = {}) =>
  JSON.stringify({
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: appId,
    trace_id: 't-1',
    errcode: 0,
    result: { suggest: 'risky', label: 20002 },
    ...more,
  });

describe('message push', () => {
  let heard: ImageVerdict[];
  const handler = (more: object = {}) =>
    createPushHandler({
      token,
      appId,
      now: () => now,
      onImageVerdict: async (verdict) => void heard.push(verdict),
      ...more,
    });
  const signed = { timestamp, nonce, signature: pushSignature(token, timestamp, nonce) };
  beforeEach(() => {
    heard = [];
  });

  it('signs and opens as the sample in the documentation does', () => {
    const echo =
      'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==';
    const signature = '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3';
    assert.equal(pushSignature(token, timestamp, nonce, echo), signature);
    assert.equal(openPush(echo, aesKey, appId), '1616140317555161061');
  });

  it('echoes when WeChat verifies the address', async () => {
    const query = { ...signed, echostr: '42' };
    assert.deepEqual(await handler()({ method: 'GET', query, body: '' }), {
      status: 200,
      text: '42',
    });
  });

  it('refuses a signature that is not valid, missing or doubled', async () => {
    for (const signature of ['', 'f'.repeat(40), undefined, [signed.signature, 'x']]) {
      const query = { ...signed, signature, echostr: '42' };
      assert.equal((await handler()({ method: 'GET', query, body: '' })).status, 403);
      assert.equal((await handler()({ method: 'POST', query, body: event() })).status, 403);
    }
    assert.deepEqual(heard, []);
  });

  it('refuses a push that is older than ten minutes', async () => {
    const late = handler({ now: () => now + 601_000 });
    const answer = await late({ method: 'POST', query: signed, body: event() });
    assert.equal(answer.status, 403);
  });

  it('hands on the verdict about an image', async () => {
    const answer = await handler()({ method: 'POST', query: signed, body: event() });
    assert.deepEqual(answer, { status: 200, text: 'success' });
    assert.deepEqual(heard, [{ traceId: 't-1', verdict: 'risky' }]);
  });

  it('reads XML as it reads JSON', async () => {
    const body = `<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[wxa_media_check]]></Event><appid><![CDATA[${appId}]]></appid><trace_id><![CDATA[t-2]]></trace_id><errcode>0</errcode><result><suggest><![CDATA[pass]]></suggest><label>100</label></result></xml>`;
    await handler()({ method: 'POST', query: signed, body });
    assert.deepEqual(heard, [{ traceId: 't-2', verdict: 'pass' }]);
  });

  it('gives no verdict when WeChat could not judge', async () => {
    const body = event({ errcode: -1008 });
    await handler()({ method: 'POST', query: signed, body });
    assert.deepEqual(heard, [{ traceId: 't-1', verdict: undefined }]);
  });

  it('answers other pushes, other apps and nonsense without handing anything on', async () => {
    for (const body of [event({ Event: 'subscribe' }), event({ appid: 'wx2' }), '{', '', '<a']) {
      const answer = await handler()({ method: 'POST', query: signed, body });
      assert.equal(answer.text, 'success');
    }
    assert.deepEqual(heard, []);
  });

  describe('encrypted', () => {
    const push = (encrypted: string, more: object = {}) =>
      handler({ aesKey })({
        method: 'POST',
        query: {
          ...signed,
          encrypt_type: 'aes',
          msg_signature: pushSignature(token, timestamp, nonce, encrypted),
          ...more,
        },
        body: JSON.stringify({ ToUserName: 'gh_1', Encrypt: encrypted }),
      });

    it('is opened', async () => {
      assert.equal((await push(seal(event()))).text, 'success');
      assert.deepEqual(heard, [{ traceId: 't-1', verdict: 'risky' }]);
    });

    it('is refused when it is for another app, altered, or signed without the message', async () => {
      const sealed = seal(event());
      const answers = await Promise.all([
        push(seal(event(), 'wx2')),
        push(`A${sealed.slice(1)}`, {
          msg_signature: pushSignature(token, timestamp, nonce, sealed),
        }),
        push(sealed, { msg_signature: signed.signature }),
        push('not base64 at all'),
      ]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [403, 403, 403, 403],
      );
      assert.deepEqual(heard, []);
    });

    it('is demanded once the key is configured', async () => {
      const plain = { method: 'POST', query: signed, body: event() };
      assert.equal((await handler({ aesKey })(plain)).status, 403);
    });
  });

  it('stands in a service as routes', async () => {
    const config = readSettings({ LOG_LEVEL: 'silent' }, serviceSettings('X_PORT', 0));
    const onImageVerdict = async (verdict: ImageVerdict) => void heard.push(verdict);
    const routes = pushRoutes('/push', { token, appId, now: () => now, onImageVerdict });
    const service = await createService({ name: 'x', config, routes }).listen();
    try {
      const url = `${service.url}/push?${new URLSearchParams(signed)}`;
      assert.equal(await (await fetch(`${url}&echostr=7`)).text(), '7');
      const posted = await fetch(url, { method: 'POST', body: event() });
      assert.equal(await posted.text(), 'success');
      const large = await fetch(url, { method: 'POST', body: 'x'.repeat(70_000) });
      assert.equal(large.status, 413);
      assert.deepEqual(heard, [{ traceId: 't-1', verdict: 'risky' }]);
    } finally {
      await service.stop();
    }
  });
});
