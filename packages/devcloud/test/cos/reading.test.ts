/** Ranges, conditions and header fields of GET and HEAD. */
import assert from 'node:assert/strict';
import type COS from 'cos-nodejs-sdk-v5';
import fc from 'fast-check';
import { Bucket, Region, refusal, type Started, sdk, sendRaw, start } from './support';

const CONTENT = '0123456789abcdef';
const LAST_MODIFIED = 'Tue, 14 Nov 2023 22:13:20 GMT';
const now = Date.parse(LAST_MODIFIED);

describe('reading an object of the COS stand-in', () => {
  let started: Started;
  let etag: string;
  before(async () => {
    started = await start({ clock: () => now + 500 });
    await put('k', CONTENT);
    await put('empty', '');
    etag = (await get()).headers.get('etag') ?? '';
  });
  after(() => started.stop());

  const put = (Key: string, Body: string) => {
    // The SDK signs by the machine's clock, which is not the stand-in's here.
    const options = { SystemClockOffset: now - Date.now() } as COS.COSOptions;
    return sdk(started.standIn.domain, options).putObject({ Bucket, Region, Key, Body });
  };
  const get = (headers: Record<string, string> = {}, key = 'k', method = 'GET') =>
    fetch(`${started.url}/${key}`, { method, headers });

  it('tells length, type, ETag, time and request id', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { headers, status } = await get({}, 'k', method);
      assert.equal(status, 200);
      assert.equal(headers.get('content-length'), '16');
      assert.equal(headers.get('content-type'), 'application/octet-stream');
      assert.equal(headers.get('last-modified'), LAST_MODIFIED);
      assert.equal(headers.get('accept-ranges'), 'bytes');
      assert.match(headers.get('etag') ?? '', /^"[0-9a-f]{32}"$/);
      assert.ok(headers.get('x-cos-request-id'));
    }
  });

  const ranges: Array<[range: string, status: number, body: string, contentRange?: string]> = [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/16'],
    ['bytes=10-', 206, 'abcdef', 'bytes 10-15/16'],
    ['bytes=-2', 206, 'ef', 'bytes 14-15/16'],
    ['bytes=-99', 206, CONTENT, 'bytes 0-15/16'],
    ['bytes=12-99', 206, 'cdef', 'bytes 12-15/16'],
    ['bytes=0-0,2-2', 200, CONTENT],
    ['bytes=x', 200, CONTENT],
    ['items=0-1', 200, CONTENT],
  ];
  for (const [range, status, body, contentRange] of ranges)
    it(`answers ${range} with ${status}`, async () => {
      const answer = await get({ range });
      assert.equal(answer.status, status);
      assert.equal(await answer.text(), body);
      assert.equal(answer.headers.get('content-range'), contentRange ?? null);
    });

  it('answers any range inside the object with exactly those bytes', async () => {
    const edge = fc.nat({ max: CONTENT.length - 1 });
    const check = async (a: number, b: number) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      const answer = await get({ range: `bytes=${first}-${last}` });
      assert.equal(await answer.text(), CONTENT.slice(first, last + 1));
    };
    await fc.assert(fc.asyncProperty(edge, edge, check), { numRuns: 50 });
  });

  it('refuses a range behind the end', async () => {
    const answer = await get({ range: 'bytes=16-' });
    assert.equal(answer.headers.get('content-range'), 'bytes */16');
    assert.equal(await refusal(answer), '416 InvalidRange');
    assert.equal((await get({ range: 'bytes=0-' }, 'empty')).status, 416);
  });

  it('reads an empty object', async () => {
    const answer = await get({}, 'empty');
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), '');
  });

  const later = 'Tue, 14 Nov 2023 22:13:21 GMT';
  const earlier = 'Tue, 14 Nov 2023 22:13:19 GMT';
  const conditions: Array<[headers: () => Record<string, string>, status: number, what: string]> = [
    [() => ({ 'if-match': etag }), 200, 'If-Match with its ETag'],
    [() => ({ 'if-match': '"x", *' }), 200, 'If-Match with a star'],
    [() => ({ 'if-match': '"x"' }), 412, 'If-Match with another'],
    [() => ({ 'if-none-match': etag }), 304, 'If-None-Match with its ETag'],
    [() => ({ 'if-none-match': `W/${etag}` }), 304, 'If-None-Match with its weak ETag'],
    [() => ({ 'if-none-match': '"x"' }), 200, 'If-None-Match with another'],
    [() => ({ 'if-modified-since': LAST_MODIFIED }), 304, 'If-Modified-Since its time'],
    [() => ({ 'if-modified-since': earlier }), 200, 'If-Modified-Since before'],
    [() => ({ 'if-modified-since': 'nonsense' }), 200, 'If-Modified-Since nonsense'],
    [() => ({ 'if-unmodified-since': LAST_MODIFIED }), 200, 'If-Unmodified-Since its time'],
    [() => ({ 'if-unmodified-since': earlier }), 412, 'If-Unmodified-Since before'],
    [() => ({ 'if-match': etag, 'if-unmodified-since': earlier }), 200, 'If-Match over the time'],
    [
      () => ({ 'if-none-match': '"x"', 'if-modified-since': later }),
      200,
      'If-None-Match over the time',
    ],
    [() => ({ 'if-range': etag, range: 'bytes=0-1' }), 206, 'If-Range with its ETag'],
    [() => ({ 'if-range': '"x"', range: 'bytes=0-1' }), 200, 'If-Range with another'],
    [() => ({ 'if-range': LAST_MODIFIED, range: 'bytes=0-1' }), 206, 'If-Range with its time'],
    [() => ({ 'if-range': earlier, range: 'bytes=0-1' }), 200, 'If-Range with another time'],
  ];
  for (const [headers, status, what] of conditions)
    it(`answers ${status} to ${what}`, async () => {
      for (const method of ['GET', 'HEAD']) {
        const answer = await get(headers(), 'k', method);
        assert.equal(answer.status, status);
        if (status === 304) assert.equal(answer.headers.get('etag'), etag);
        if (status === 412 && method === 'GET')
          assert.equal(await refusal(answer), '412 PreconditionFailed');
        else await answer.arrayBuffer();
      }
    });

  it('keeps a private object to those who sign', async () => {
    const other = await start();
    await sendRaw(other, 'PUT', 'secret', 'x', { 'x-cos-acl': 'private' });
    assert.equal(await refusal(await fetch(`${other.url}/secret`)), '403 AccessDenied');
    assert.equal((await sendRaw(other, 'GET', 'secret')).status, 200);
    assert.equal(
      await refusal(await sendRaw(other, 'PUT', 'x', '', { 'x-cos-acl': 'odd' })),
      '400 InvalidArgument',
    );
    await other.stop();
  });
});
