import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SESSION_MAGIC_ID, type SessionReason } from '../src';
import { assertFailure } from './helpers/failure';
import { firstHeaders, type Service, useServices } from './helpers/service';
import { useWeixin } from './helpers/weixin';

const expired = 'ERR_SESSION_EXPIRED';
const exchange = 'ERR_SESSION_KEY_EXCHANGE_FAILED';
const untrusted = 'ERR_UNTRUSTED_RAW_DATA';

describe('hostile input', () => {
  const weixin = useWeixin();
  const start = useServices();
  let service: Service;
  beforeEach(async () => {
    service = await start({ weixin: weixin(), maxHeaderSize: 4_000_000 });
  });

  /** Whatever is wrong is found before WeChat is asked, so that no code is burnt for it. */
  async function refused(headers: Record<string, string>, reason: SessionReason) {
    assertFailure(await service.get(headers), 401, reason);
    assert.equal(weixin().asked.size, 0);
  }

  for (const [title, rawData] of [
    ['that is not JSON', '{"nickName":'],
    ['that is null', 'null'],
    ['that is a number', '7'],
    ['that is text', '"Band"'],
    ['that is an array', '[{"nickName":"Band"}]'],
    ['with __proto__', '{"nickName":"Band","__proto__":{"isAdmin":true}}'],
    ['with __proto__ that is text', '{"__proto__":"Band"}'],
    ['of 1 MB', JSON.stringify({ nickName: 'a'.repeat(1_000_000) })],
    ['of ten thousand brackets', '['.repeat(10_000)],
    ['with a lone surrogate', '{"nickName":"\\ud83d"}'],
    ['with a lone surrogate in a name', '{"\\udc00":1}'],
  ] as const) {
    it(`answers ${untrusted} to a signed rawData ${title}`, async () => {
      await refused(firstHeaders(weixin().loginWith(rawData)), untrusted);
    });
  }

  for (const [title, encoded] of [
    ['a bad escape', '%7B%7'],
    ['a bare percent', '100%'],
    ['a lone surrogate', '%ED%A0%80'],
    ['bytes that are not UTF-8', '%FF%FE'],
  ] as const) {
    it(`answers ${untrusted} to a rawData with ${title}`, async () => {
      await refused({ ...firstHeaders(weixin().login()), 'X-WX-RawData': encoded }, untrusted);
    });
  }

  it('answers 431 to headers larger than Node takes, before the middleware', async () => {
    const { url } = await start({ weixin: weixin() });
    const headers = firstHeaders(weixin().loginWith('a'.repeat(1_000_000)));
    assert.equal((await fetch(url, { headers })).status, 431);
  });

  for (const [title, signature] of [
    ['that is missing', ''],
    ['that is shorter', 'ab'],
    ['that is longer', '0'.repeat(41)],
    ['of 40 characters that are no digits', 'z'.repeat(40)],
    ['of 10 KB', '0'.repeat(10_240)],
  ] as const) {
    it(`answers ${untrusted} to a signature ${title}`, async () => {
      await refused({ ...firstHeaders(weixin().login()), 'X-WX-Signature': signature }, untrusted);
    });
  }

  for (const [title, code] of [
    ['with spaces', 'a b c'],
    ['of 10 KB', 'a'.repeat(10_240)],
    ['of Redis key characters and more', 'a{b}:*? c'],
    ['that is not ASCII', '\u00e9t\u00e9'],
  ] as const) {
    it(`answers ${expired} to a code ${title} alone`, async () => {
      await refused({ 'X-WX-Code': code }, expired);
    });

    it(`answers ${exchange} to a code ${title} with rawData`, async () => {
      await refused({ ...firstHeaders(weixin().login()), 'X-WX-Code': code }, exchange);
    });
  }

  it('leaves other sessions alone when a code looks like a key or a pattern', async () => {
    const phone = weixin().login();
    await service.get(firstHeaders(phone));
    for (const code of ['*', '{weapp-session}:code:*', '[a-z]', '../token', '__proto__']) {
      assertFailure(await service.get({ 'X-WX-Code': code }), 401, expired);
    }
    assert.equal((await service.get({ 'X-WX-Code': phone.code })).status, 200);
  });

  /** fetch joins repeated headers as Node does for these names; so they are joined here. */
  const twice = (value = '') => `${value}, ${value}`;

  it(`answers ${expired} to a repeated code or token`, async () => {
    const phone = weixin().login();
    await service.get(firstHeaders(phone));
    const { token } = await service.session.login(weixin().login().code);
    assertFailure(await service.get({ 'X-WX-Code': twice(phone.code) }), 401, expired);
    assertFailure(await service.get({ 'X-WX-Session': twice(token) }), 401, expired);
  });

  it(`answers ${untrusted} to a repeated rawData or signature`, async () => {
    const headers = firstHeaders(weixin().login());
    for (const name of ['X-WX-RawData', 'X-WX-Signature']) {
      await refused({ ...headers, [name]: twice(headers[name]) }, untrusted);
    }
  });

  it('keeps nested fields of rawData out of the user', async () => {
    const rawData =
      '{"nickName":"Band","a":{"__proto__":{"x":1}},"b":[1],"c":null,"constructor":"d"}';
    const { body } = await service.get(firstHeaders(weixin().loginWith(rawData)));
    assert.deepEqual(Object.keys(body.user).sort(), [
      'avatarUrl',
      'constructor',
      'id',
      'nickName',
      'openId',
    ]);
  });

  it('takes a nickName that is no text for none', async () => {
    const { body } = await service.get(firstHeaders(weixin().loginWith('{"nickName":7}')));
    assert.equal(body.user.nickName, '');
  });

  it('answers a session failure, and never 500, to any headers at all', async () => {
    const value = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'{}[]":,%\\/*ABCab019 ~.-_') }),
      fc.json().map(encodeURIComponent),
      fc.stringMatching(/^[0-9a-f]{40}$/),
    );
    const names = ['X-WX-Code', 'X-WX-RawData', 'X-WX-Signature', 'X-WX-Session'];
    const headers = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(headers, async (given) => {
        const { status, body } = await service.get(given);
        assert.ok(status === 200 ? body.user === null : status === 401 && SESSION_MAGIC_ID in body);
      }),
      { numRuns: 200 },
    );
  });

  it('answers a failure to credentials of any kind that come from elsewhere', async () => {
    const { authenticate } = service.session;
    const value = fc.oneof(fc.anything(), fc.string(), fc.json());
    const credentials = fc.record(
      { code: value, rawData: value, signature: value, token: value },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(credentials, async (given) => {
        const user = await authenticate(given).catch((error) => assert.equal(error.status, 401));
        assert.ok(user === null || user === undefined);
      }),
      { numRuns: 300 },
    );
  });
});
