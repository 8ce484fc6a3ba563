/** What is refused, and how the refusal looks. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { authorize, Bucket, refusal, type Started, sendRaw, start } from './support';

const md5 = (text: string) => createHash('md5').update(text).digest('base64');

describe('the errors of the COS stand-in', () => {
  let started: Started;
  before(async () => {
    started = await start();
  });
  after(() => started.stop());

  const signed = (method: string, query: string, body?: string, headers = {}) => {
    const params = [...new URLSearchParams(query)];
    return fetch(`${started.url}/?${query}`, {
      method,
      ...(body !== undefined && { body }),
      headers: { authorization: authorize(method, '', params), ...headers },
    });
  };

  it('are XML with code, message, resource and ids', async () => {
    const answer = await fetch(`${started.url}/none/a%26b?x=1`);
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get('content-type'), 'application/xml');
    const id = answer.headers.get('x-cos-request-id');
    const text = await answer.text();
    assert.match(
      text,
      /^<\?xml version='1.0' encoding='utf-8' \?>\n<Error><Code>NoSuchKey<\/Code>/,
    );
    assert.match(text, /<Message>The specified key does not exist.<\/Message>/);
    assert.match(text, /<Resource>127\.0\.0\.1:\d+\/none\/a%26b<\/Resource>/);
    assert.ok(text.includes(`<RequestId>${id}</RequestId>`));
    assert.match(text, /<TraceId>.+<\/TraceId><\/Error>$/);
  });

  it('have no body when asked by HEAD', async () => {
    const answer = await fetch(`${started.url}/none`, { method: 'HEAD' });
    assert.equal(answer.status, 404);
    assert.equal(await answer.text(), '');
  });

  it('tell a body that does not match its Content-MD5, and keep nothing of it', async () => {
    const put = (sum: string) => sendRaw(started, 'PUT', 'md5', 'body', { 'content-md5': sum });
    assert.equal(await refusal(await put(md5('other'))), '400 BadDigest');
    assert.equal(await refusal(await put('short')), '400 InvalidDigest');
    assert.equal((await sendRaw(started, 'GET', 'md5')).status, 404);
    assert.equal((await put(md5('body'))).status, 200);
    assert.deepEqual(await readdir(join(started.dataDir, Bucket, 'partial')), []);
  });

  it('tell a bucket that is not here', async () => {
    const { status, body } = await sendRaw(started, 'GET', 'k', '', {
      host: 'other-1250000000.cos.ap-guangzhou.myqcloud.com',
    });
    assert.equal(status, 404);
    assert.match(body, /NoSuchBucket/);
  });

  it('tell what the stand-in has not, instead of doing something else', async () => {
    await sendRaw(started, 'PUT', 'kept', 'content');
    for (const name of ['acl', 'tagging', 'retention']) {
      const put = await fetch(`${started.url}/kept?${name}`, {
        method: 'PUT',
        body: 'other',
        headers: { authorization: authorize('PUT', 'kept', [[name, '']]) },
      });
      assert.equal(await refusal(put), '405 MethodNotAllowed');
    }
    assert.equal((await sendRaw(started, 'GET', 'kept')).body, 'content');
    assert.equal(await refusal(await signed('PUT', '')), '405 MethodNotAllowed');
    assert.equal(await refusal(await signed('DELETE', '')), '405 MethodNotAllowed');
    assert.equal(await refusal(await signed('GET', 'lifecycle')), '405 MethodNotAllowed');
    assert.equal(await refusal(await sendRaw(started, 'POST', 'kept')), '405 MethodNotAllowed');
    assert.equal(await refusal(await sendRaw(started, 'PATCH', 'kept')), '405 MethodNotAllowed');
  });

  it('protect an object that may not be overwritten', async () => {
    await sendRaw(started, 'PUT', 'once', 'first');
    const again = await sendRaw(started, 'PUT', 'once', 'second', {
      'x-cos-forbid-overwrite': 'true',
    });
    assert.equal(await refusal(again), '409 FileAlreadyExists');
    assert.equal((await sendRaw(started, 'GET', 'once')).body, 'first');
  });

  const bodies: Array<[what: string, body: string]> = [
    ['is no XML', 'nonsense'],
    ['is cut off', '<Delete><Object><Key>a'],
    ['has another root', '<Remove><Object><Key>a</Key></Object></Remove>'],
    ['names nothing', '<Delete><Quiet>true</Quiet></Delete>'],
    ['has an object without a key', '<Delete><Object></Object></Delete>'],
    [
      'names more than a thousand',
      `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`,
    ],
    [
      'declares entities',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&e;</Key></Object></Delete>',
    ],
    ['is too long', `<Delete>${' '.repeat(3 << 20)}</Delete>`],
  ];
  for (const [what, body] of bodies)
    it(`tell a list to delete that ${what}`, async () => {
      const headers = { 'content-type': 'application/xml', 'content-md5': md5(body) };
      assert.equal(
        await refusal(await signed('POST', 'delete', body, headers)),
        '400 MalformedXML',
      );
    });

  it('tell a list to delete that was changed on the way', async () => {
    const body = '<Delete><Object><Key>a</Key></Object></Delete>';
    const answer = await signed('POST', 'delete', body, { 'content-md5': md5('other') });
    assert.equal(await refusal(answer), '400 BadDigest');
  });

  it('do not name the secret', async () => {
    const answer = await fetch(started.url, { headers: { authorization: authorize('PUT', '') } });
    assert.doesNotMatch(await answer.text(), /secret/);
  });
});
