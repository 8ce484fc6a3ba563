/** The object calls of cos-nodejs-sdk-v5, unchanged, against the stand-in. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { Bucket, Region, type Started, start } from './support';

describe('the SDK against the COS stand-in', () => {
  let started: Started;
  before(async () => {
    started = await start();
  });
  after(() => started.stop());

  const put = (Key: string, Body: string | Buffer = Key) =>
    started.cos.putObject({ Bucket, Region, Key, Body });
  const get = async (Key: string) => (await started.cos.getObject({ Bucket, Region, Key })).Body;

  it('puts and gets a Buffer and a string', async () => {
    const { ETag } = await put('a.txt', Buffer.from('hello'));
    assert.equal(ETag, '"5d41402abc4b2a76b9719d911017c592"');
    assert.equal(String(await get('a.txt')), 'hello');
    await put('b.txt', '你好');
    assert.equal(String(await get('b.txt')), '你好');
  });

  it('puts a stream with and without a length', async () => {
    const Body = Readable.from([Buffer.from('one '), Buffer.from('two')]);
    await started.cos.putObject({ Bucket, Region, Key: 's', Body, ContentLength: 7 });
    assert.equal(String(await get('s')), 'one two');
  });

  it('replaces an object and its header fields', async () => {
    await started.cos.putObject({
      Bucket,
      Region,
      Key: 'r',
      Body: 'old',
      ContentType: 'image/png',
      CacheControl: 'max-age=60',
      'x-cos-meta-owner': 'tester',
    });
    const before = await started.cos.headObject({ Bucket, Region, Key: 'r' });
    assert.equal(before.headers?.['content-type'], 'image/png');
    assert.equal(before.headers?.['cache-control'], 'max-age=60');
    assert.equal(before.headers?.['x-cos-meta-owner'], 'tester');
    await put('r', 'new!');
    const { headers } = await started.cos.headObject({ Bucket, Region, Key: 'r' });
    assert.equal(headers?.['content-length'], '4');
    assert.equal(headers?.['cache-control'], undefined);
    assert.equal(headers?.['x-cos-meta-owner'], undefined);
  });

  it('reads a range', async () => {
    await put('range', '0123456789');
    const { Body, statusCode, headers } = await started.cos.getObject({
      Bucket,
      Region,
      Key: 'range',
      Range: 'bytes=2-5',
    });
    assert.equal(statusCode, 206);
    assert.equal(String(Body), '2345');
    assert.equal(headers?.['content-range'], 'bytes 2-5/10');
  });

  it('deletes, also what is not there', async () => {
    await put('d');
    const first = await started.cos.deleteObject({ Bucket, Region, Key: 'd' });
    assert.equal(first.statusCode, 204);
    const second = await started.cos.deleteObject({ Bucket, Region, Key: 'd' });
    assert.equal(second.statusCode, 204);
    await assert.rejects(get('d'), { code: 'NoSuchKey', statusCode: 404 });
    await assert.rejects(started.cos.headObject({ Bucket, Region, Key: 'd' }), {
      statusCode: 404,
    });
  });

  it('deletes many', async () => {
    const keys = ['m/1', 'm/<&>"\'', 'm/ space ', 'm/你好😀'];
    await Promise.all(keys.map((key) => put(key)));
    const { Deleted, Error: errors } = await started.cos.deleteMultipleObject({
      Bucket,
      Region,
      Objects: [...keys, 'm/none'].map((Key) => ({ Key })),
    });
    assert.deepEqual(Deleted.map(({ Key }) => Key).sort(), [...keys, 'm/none'].sort());
    assert.deepEqual(errors, []);
    const { Contents } = await started.cos.getBucket({ Bucket, Region, Prefix: 'm/' });
    assert.deepEqual(Contents, []);
  });

  it('tells about the bucket', async () => {
    const { statusCode } = await started.cos.headBucket({ Bucket, Region });
    assert.equal(statusCode, 200);
  });

  it('signs an address for reading and one for writing', async () => {
    const sign = (Method: 'GET' | 'PUT', Query = {}) =>
      started.cos.getObjectUrl(
        { Bucket, Region, Key: 'p 你.txt', Method, Query, Sign: true },
        () => {},
      );
    const written = await fetch(sign('PUT'), { method: 'PUT', body: 'signed' });
    assert.equal(written.status, 200);
    const read = await fetch(sign('GET', { 'response-content-type': 'text/markdown' }));
    assert.equal(await read.text(), 'signed');
    assert.equal(read.headers.get('content-type'), 'text/markdown');
    const asWrite = await fetch(sign('GET'), { method: 'DELETE' });
    assert.equal(asWrite.status, 403);
  });

  it('signs an address in both ways the SDK writes its list of parameters', async () => {
    await put('twice');
    const call = { Bucket, Region, Key: 'twice', Sign: true };
    const Query = { 'response-content-type': 'text/x', 'response-expires': 'never' };
    const later = new Promise<string>((resolve, reject) => {
      const now = started.cos.getObjectUrl({ ...call, Query }, (error, { Url }) =>
        error ? reject(error) : resolve(Url),
      );
      assert.match(now, /q-url-param-list=response-content-type;response-expires/);
    });
    assert.match(await later, /q-url-param-list=response-content-type%3bresponse-expires/);
    assert.equal((await fetch(await later)).headers.get('expires'), 'never');
  });
});
