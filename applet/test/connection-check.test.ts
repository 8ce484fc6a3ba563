import assert from 'node:assert/strict';
import { normalizeServer } from '../lib/config';
import { adviceForErrMsg, checkConnection } from '../lib/connection-check';
import { fakeWx, type Reply } from './fake-wx';

const adviceOn = async (reply: Reply) => {
  const [first] = await checkConnection(fakeWx(() => reply).wx, 'https://a');
  return first?.advice;
};

describe('the connection check', () => {
  it('asks every service once and is content with any answer of its own', async () => {
    const { wx, asked } = fakeWx(({ url }) => ({
      status: url.includes('session') ? 401 : 200,
      body: {},
    }));
    const findings = await checkConnection(wx, 'https://a');
    assert.deepEqual(
      findings.map(({ ok }) => ok),
      [true, true, true, true],
    );
    assert.equal(asked.length, 4);
  });

  it('names what is wrong with the phone, the name, the certificate and the way', () => {
    assert.match(adviceForErrMsg('request:fail url not in domain list'), /白名单/);
    assert.match(adviceForErrMsg('request:fail errcode:-105 net::ERR_NAME_NOT_RESOLVED'), /解析/);
    assert.match(
      adviceForErrMsg('request:fail errcode:-202 net::ERR_CERT_AUTHORITY_INVALID'),
      /证书/,
    );
    assert.match(adviceForErrMsg('request:fail timeout'), /超时/);
    assert.match(adviceForErrMsg('request:fail errcode:-102 net::ERR_CONNECTION_REFUSED'), /拒绝/);
    assert.match(adviceForErrMsg('request:fail'), /连接不上/);
  });

  it('names what is wrong with a service that answers', async () => {
    assert.match(String(await adviceOn({ status: 502, body: {} })), /没有启动/);
    assert.match(String(await adviceOn({ status: 503, body: {} })), /数据库/);
    assert.match(String(await adviceOn({ status: 404, body: {} })), /没有转发/);
    assert.match(String(await adviceOn({ status: 200, body: '<html>' })), /不是示例服务/);
    assert.match(String(await adviceOn({ status: 500, body: {} })), /出错/);
  });
});

describe('an address as typed', () => {
  it('is https without a scheme, and has no path', () => {
    assert.equal(normalizeServer(' www.example.com/ '), 'https://www.example.com');
    assert.equal(normalizeServer('http://192.168.1.5:8080'), 'http://192.168.1.5:8080');
    for (const typed of [
      '',
      'ftp://a',
      'a b',
      'https://a/b',
      'https://a:999999',
      'javascript://x',
    ]) {
      assert.equal(normalizeServer(typed), undefined, typed);
    }
  });
});
