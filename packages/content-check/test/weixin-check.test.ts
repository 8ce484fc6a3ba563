import assert from 'node:assert/strict';
import { createWeixinCheck, createWordListCheck } from '../src/index';
import { useFakeWeixin } from './support/fake-weixin';

const textPath = '/wxa/msg_sec_check';
const imagePath = '/wxa/media_check_async';
const unavailable = { name: 'CheckUnavailableError' };
const suggest = (said: string) => ({ errcode: 0, errmsg: 'ok', result: { suggest: said } });

describe('WeChat as the check', () => {
  const weixin = useFakeWeixin();
  const make = () =>
    createWeixinCheck({
      appId: 'wx1',
      appSecret: 'secret',
      endpoint: `${weixin().url}/`,
      timeoutMs: 500,
      anonymous: createWordListCheck(['casino']),
    });
  const text = { content: '好看', openId: 'o-1' };

  it('sends what msgSecCheck version 2 needs', async () => {
    weixin().answer(textPath, suggest('pass'));
    assert.equal(await make().checkText(text), 'pass');
    assert.deepEqual(weixin().calls.at(-1), {
      path: textPath,
      token: 'token-1',
      body: { version: 2, scene: 2, openid: 'o-1', content: '好看' },
    });
  });

  it('judges by result.suggest, not by errcode', async () => {
    for (const verdict of ['pass', 'review', 'risky']) {
      weixin().answer(textPath, suggest(verdict));
      assert.equal(await make().checkText(text), verdict);
    }
  });

  it('asks once more with a new token when the token was refused', async () => {
    weixin().answer(
      '/cgi-bin/stable_token',
      { access_token: 'a', expires_in: 7200 },
      { access_token: 'b', expires_in: 7200 },
    );
    weixin().answer(textPath, { errcode: 40001, errmsg: 'invalid credential' }, suggest('pass'));
    assert.equal(await make().checkText(text), 'pass');
    assert.deepEqual(
      weixin()
        .calls.filter(({ path }) => path === textPath)
        .map(({ token }) => token),
      ['a', 'b'],
    );
  });

  it('leaves for review what WeChat cannot judge: an author not seen for two hours', async () => {
    weixin().answer(textPath, { errcode: 61010, errmsg: 'user did not visit within 2 hours' });
    assert.equal(await make().checkText(text), 'review');
  });

  it('lets the other check judge authors WeChat does not know', async () => {
    assert.equal(await make().checkText({ content: 'my casino' }), 'risky');
    assert.equal(await make().checkText({ content: 'nice' }), 'pass');
    assert.equal(weixin().calls.length, 0);
  });

  const failures = {
    'is busy': { errcode: -1, errmsg: 'system error' },
    'counts too many calls': { errcode: 45009, errmsg: 'reach max api daily quota limit' },
    'gives no suggestion': { errcode: 0, errmsg: 'ok', result: {} },
    'answers no JSON': 'garbage',
    'cuts the connection': 'cut',
    'does not answer in time': 'hang',
  } as const;
  for (const [how, answer] of Object.entries(failures)) {
    it(`is unavailable when WeChat ${how}`, async () => {
      weixin().answer(textPath, answer);
      await assert.rejects(make().checkText(text), unavailable);
    });
  }

  it('is unavailable when nothing listens', async () => {
    const check = make();
    await weixin().close();
    await assert.rejects(check.checkText(text), unavailable);
  });

  it('hands an image in and gives its trace id', async () => {
    weixin().answer(imagePath, { errcode: 0, errmsg: 'ok', trace_id: 't-1' });
    const image = { url: 'https://cos.example.com/a.jpg', openId: 'o-1' };
    assert.equal(await make().submitImage(image), 't-1');
    assert.deepEqual(weixin().calls.at(-1)?.body, {
      version: 2,
      scene: 2,
      openid: 'o-1',
      media_url: image.url,
      media_type: 2,
    });
  });

  it('says so when an image was not taken', async () => {
    weixin().answer(imagePath, { errcode: 61010, errmsg: 'not active' });
    const image = { url: 'https://cos.example.com/a.jpg', openId: 'o-1' };
    await assert.rejects(make().submitImage(image), unavailable);
  });
});
