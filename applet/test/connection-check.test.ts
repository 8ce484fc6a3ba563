import assert from 'node:assert/strict';
import { normalizeServer } from '../lib/config';
import { adviceOf, checkConnection, problemOfErrMsg } from '../lib/connection-check';
import { fakeWx, type Reply } from './fake-wx';

const problemOn = async (reply: Reply) => {
  const [first] = await checkConnection(fakeWx(() => reply).wx, 'https://a');
  return first?.problem?.what ?? '';
};

const problemOf = (rest: string) => problemOfErrMsg(`request:fail ${rest}`).what;

describe('the connection check', () => {
  it('asks every service once and is content with any answer of its own', async () => {
    const { wx, asked } = fakeWx(({ url }) => ({
      status: url.includes('session') ? 401 : 200,
      body: {},
    }));
    const findings = await checkConnection(wx, 'https://a');
    assert.equal(findings.length, 4);
    assert.ok(findings.every(({ problem }) => problem === undefined));
    assert.equal(asked.length, 4);
  });

  it('names what is wrong with the phone, the name, the certificate and the way', () => {
    assert.match(problemOf('url not in domain list'), /白名单/);
    assert.match(problemOf('errcode:-105 net::ERR_NAME_NOT_RESOLVED'), /解析/);
    assert.match(problemOf('A server with the specified hostname could not be found.'), /解析/);
    assert.match(problemOf('errcode:-202 net::ERR_CERT_AUTHORITY_INVALID'), /证书/);
    assert.match(problemOf('timeout'), /超时/);
    assert.match(problemOf('errcode:-118 net::ERR_CONNECTION_TIMED_OUT'), /超时/);
    assert.match(problemOf('errcode:-102 net::ERR_CONNECTION_REFUSED'), /拒绝/);
    assert.match(problemOf(''), /连接不上/);
  });

  it('looks behind the number that Android puts before every failure', () => {
    const android = (code: string) => problemOf(`errcode:600001 cronet_error_code:${code}`);
    assert.match(android('-102 error_msg:net::ERR_CONNECTION_REFUSED'), /拒绝/);
    assert.match(android('-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID'), /证书/);
    assert.match(problemOfErrMsg('request:fail errno:600001').advice, /证书链/);
  });

  it('names what is wrong with a service that answers', async () => {
    assert.match(await problemOn({ status: 502, body: '<html>' }), /没有启动/);
    assert.match(await problemOn({ status: 503, body: {} }), /数据库/);
    assert.match(await problemOn({ status: 404, body: {} }), /没有转发/);
    assert.match(await problemOn({ status: 200, body: '<html>' }), /不是示例服务/);
    assert.match(await problemOn({ status: 500, body: {} }), /出错/);
  });

  it('advises each thing once', async () => {
    const fake = fakeWx(() => ({ errMsg: 'request:fail net::ERR_CONNECTION_REFUSED' }));
    const advice = adviceOf(await checkConnection(fake.wx, 'https://a'));
    assert.equal(advice.length, 1);
    assert.match(String(advice[0]), /nginx/);
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
