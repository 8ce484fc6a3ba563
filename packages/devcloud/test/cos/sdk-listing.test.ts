/** Listing through the SDK: order, prefix, delimiter, marker, pages, encoding. */
import assert from 'node:assert/strict';
import { listPage } from '../../src/cos/storage/listing';
import { SortedKeys, toByteKey } from '../../src/cos/storage/sorted-keys';
import { Bucket, Region, type Started, start } from './support';

describe('listing a bucket of the COS stand-in', () => {
  let started: Started;
  // In the order of their UTF-8 bytes; by UTF-16 units the emoji would stand before U+FF01.
  const keys = ['a/1', 'a/2', 'a/b/3', 'b', 'c/4', '你好', '！', '😀'];
  before(async () => {
    started = await start();
    for (const Key of keys.toReversed())
      await started.cos.putObject({ Bucket, Region, Key, Body: Key });
  });
  after(() => started.stop());

  const list = (params: object = {}) =>
    started.cos.getBucket({ Bucket, Region, ...params } as { Bucket: string; Region: string });
  const names = async (params: object = {}) => (await list(params)).Contents.map(({ Key }) => Key);

  it('is in UTF-8 order and tells size, ETag and time', async () => {
    const { Contents, IsTruncated, Name } = await list();
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      keys,
    );
    assert.equal(IsTruncated, 'false');
    assert.equal(Name, Bucket);
    const [first] = Contents;
    assert.equal(first?.Size, '3');
    assert.match(first?.ETag ?? '', /^"[0-9a-f]{32}"$/);
    assert.ok(Math.abs(Date.parse(first?.LastModified ?? '') - Date.now()) < 60_000);
  });

  it('keeps to a prefix', async () => {
    assert.deepEqual(await names({ Prefix: 'a/' }), ['a/1', 'a/2', 'a/b/3']);
    assert.deepEqual(await names({ Prefix: '你' }), ['你好']);
    assert.deepEqual(await names({ Prefix: 'x' }), []);
  });

  it('gathers keys under a delimiter', async () => {
    const { Contents, CommonPrefixes } = await list({ Delimiter: '/' });
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      ['b', '你好', '！', '😀'],
    );
    assert.deepEqual(CommonPrefixes, [{ Prefix: 'a/' }, { Prefix: 'c/' }]);
    const inner = await list({ Delimiter: '/', Prefix: 'a/' });
    assert.deepEqual(inner.CommonPrefixes, [{ Prefix: 'a/b/' }]);
  });

  for (const MaxKeys of [1, 2, 3, 7])
    for (const Delimiter of ['', '/'])
      it(`goes through pages of ${MaxKeys} by marker${Delimiter && ', with a delimiter'}`, async () => {
        const seen: string[] = [];
        let Marker: string | undefined = '';
        while (Marker !== undefined) {
          const page = await list({ MaxKeys, Marker, Delimiter });
          const entries = [
            ...page.Contents.map(({ Key }) => Key),
            ...page.CommonPrefixes.map(({ Prefix }) => Prefix),
          ];
          assert.ok(entries.length <= MaxKeys);
          seen.push(...entries);
          Marker = page.IsTruncated === 'true' ? page.NextMarker : undefined;
        }
        const whole = await list({ Delimiter });
        const all = [
          ...whole.Contents.map(({ Key }) => Key),
          ...whole.CommonPrefixes.map(({ Prefix }) => Prefix),
        ];
        assert.deepEqual(seen.toSorted(), all.toSorted());
      });

  it('encodes keys when asked to', async () => {
    assert.deepEqual(await names({ EncodingType: 'url', Prefix: '你' }), ['%E4%BD%A0%E5%A5%BD']);
  });

  it('refuses limits that are no numbers', async () => {
    await assert.rejects(list({ MaxKeys: 'x' }), { code: 'InvalidArgument', statusCode: 400 });
    assert.deepEqual(await names({ MaxKeys: 0 }), []);
  });

  it('lists ten thousand objects a page at a time without growing slow', async () => {
    const many = new SortedKeys(
      Array.from({ length: 10_000 }, (_, i) => toByteKey(`k/${String(i).padStart(5, '0')}`)),
    );
    let marker = '';
    let count = 0;
    const begun = performance.now();
    for (;;) {
      const page = listPage(many, { prefix: 'k/', delimiter: '', marker, limit: 100 });
      count += page.keys.length;
      if (page.nextMarker === undefined) break;
      marker = page.nextMarker;
    }
    assert.equal(count, 10_000);
    assert.ok(performance.now() - begun < 1000);
  });
});
