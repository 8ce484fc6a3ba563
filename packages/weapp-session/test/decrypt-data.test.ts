import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DecryptError, decryptData } from '../src';
import { signRawData } from '../src/raw-data';
import { useServices } from './helpers/service';
import { appId, useWeixin } from './helpers/weixin';

/** The example of WeChat's documentation of open data, and of its demo of WXBizDataCrypt. */
const example = {
  appId: 'wx4f4bc4dec97d474b',
  sessionKey: 'tiihtNczf5v6AKRyjwEUhQ==',
  iv: 'r7BXXKkLb8qrSNn05n0qiA==',
  encryptedData: [
    'CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+',
    '3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6',
    '/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs',
    '8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns',
    '/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG',
    '20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==',
  ].join(''),
};

describe('encryptedData', () => {
  it("is decrypted as in WeChat's example", () => {
    assert.deepEqual(decryptData(example), {
      openId: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE',
      nickName: 'Band',
      gender: 1,
      language: 'zh_CN',
      city: 'Guangzhou',
      province: 'Guangdong',
      country: 'CN',
      avatarUrl:
        'http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0',
      unionId: 'ocMvos6NjeKLIBqg5Mr9QjxrP1FA',
      watermark: { timestamp: 1477314187, appid: 'wx4f4bc4dec97d474b' },
    });
  });

  it('of another app is refused', () => {
    assert.throws(() => decryptData({ ...example, appId: 'wx0' }), DecryptError);
  });

  it('is refused under another key, with another iv, or cut off', () => {
    for (const wrong of [
      { sessionKey: 'AAAAAAAAAAAAAAAAAAAAAA==' },
      { iv: 'AAAAAAAAAAAAAAAAAAAAAA==' },
      { encryptedData: example.encryptedData.slice(0, 100) },
    ]) {
      assert.throws(() => decryptData({ ...example, ...wrong }), DecryptError);
    }
  });

  it('is refused, and nothing worse, whatever stands in its place', () => {
    const field = fc.oneof(fc.anything(), fc.base64String());
    fc.assert(
      fc.property(field, field, field, (encryptedData, iv, sessionKey) => {
        const given = { encryptedData, iv, sessionKey, appId: 'wx0' } as typeof example;
        assert.throws(() => decryptData(given), DecryptError);
      }),
    );
  });
});

describe('the signature of rawData', () => {
  it("is made as in WeChat's example", () => {
    const rawData =
      '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0"}';
    assert.equal(
      signRawData(rawData, 'HyVFkGl5F5OQWJZZaNzBBg==').toString('hex'),
      '75e81ceda165f4ffa64f4068af58c64b8f54b88c',
    );
  });
});

describe('encryptedData of a session', () => {
  const weixin = useWeixin();
  const start = useServices();

  it('is decrypted with the key of the session, in both protocols', async () => {
    const { session } = await start({ weixin: weixin() });
    const phone = weixin().login();
    await session.authenticate(phone);
    const data = await session.decrypt({ code: phone.code }, phone);
    assert.equal(data.openId, phone.openId);
    const other = weixin().login();
    const { token } = await session.login(other.code);
    assert.equal((await session.decrypt({ token }, other)).watermark.appid, appId);
    await assert.rejects(session.decrypt({ token }, phone), DecryptError);
  });

  it('needs a session', async () => {
    const { session } = await start({ weixin: weixin() });
    await assert.rejects(session.decrypt({}, weixin().login()), { reason: 'ERR_SESSION_EXPIRED' });
  });
});
