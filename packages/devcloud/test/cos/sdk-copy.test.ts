/** Copies through the SDK. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Bucket, Region, type Started, start } from './support';

describe('copying objects in the COS stand-in', () => {
  let started: Started;
  const sourceOf = (key: string) =>
    `${Bucket}.cos.${Region}.myqcloud.com/${encodeURIComponent(key).replaceAll('%2F', '/')}`;
  const content = randomBytes(100_000);
  before(async () => {
    started = await start();
    await started.cos.putObject({
      Bucket,
      Region,
      Key: '源/a b+c.png',
      Body: content,
      ContentType: 'image/png',
      'x-cos-meta-by': 'tester',
    });
    await started.cos.putObject({ Bucket, Region, Key: 'empty', Body: '' });
  });
  after(() => started.stop());

  const copy = (Key: string, from: string, more = {}) =>
    started.cos.putObjectCopy({ Bucket, Region, Key, CopySource: sourceOf(from), ...more });
  const get = (Key: string) => started.cos.getObject({ Bucket, Region, Key });

  it('copies the bytes and what is kept with them', async () => {
    const { ETag } = await copy('copy', '源/a b+c.png');
    const { Body, headers } = await get('copy');
    assert.ok(Body.equals(content));
    assert.equal(headers?.etag, ETag);
    assert.equal(headers?.['content-type'], 'image/png');
    assert.equal(headers?.['x-cos-meta-by'], 'tester');
  });

  it('replaces what is kept when asked to, also on the object itself', async () => {
    const Replaced = { MetadataDirective: 'Replaced', ContentType: 'image/webp' };
    await copy('copy2', '源/a b+c.png', Replaced);
    await copy('copy2', 'copy2', { ...Replaced, ContentType: 'image/gif' });
    const { Body, headers } = await get('copy2');
    assert.ok(Body.equals(content));
    assert.equal(headers?.['content-type'], 'image/gif');
    assert.equal(headers?.['x-cos-meta-by'], undefined);
    await assert.rejects(copy('copy2', 'copy2'), { code: 'InvalidRequest' });
  });

  it('copies an empty object', async () => {
    await copy('empty copy', 'empty');
    assert.equal((await get('empty copy')).headers?.['content-length'], '0');
  });

  it('refuses a missing source, another bucket and conditions that fail', async () => {
    await assert.rejects(copy('x', 'none'), { code: 'NoSuchKey' });
    const CopySource = 'other-1250000000.cos.ap-guangzhou.myqcloud.com/a';
    await assert.rejects(copy('x', '', { CopySource }), { code: 'NoSuchBucket' });
    const failing = { CopySourceIfMatch: '"0"' };
    await assert.rejects(copy('x', 'copy', failing), { code: 'PreconditionFailed' });
    await assert.rejects(get('x'), { code: 'NoSuchKey' });
  });

  it('copies in parts with sliceCopyFile', async () => {
    await started.cos.putObject({ Bucket, Region, Key: 'large', Body: randomBytes(3 << 20) });
    await started.cos.sliceCopyFile({
      Bucket,
      Region,
      Key: 'large copy',
      CopySource: sourceOf('large'),
      CopySliceSize: 1 << 20,
      CopyChunkSize: 1 << 20,
    } as never);
    const { Body, ETag } = await get('large copy');
    assert.ok(Body.equals((await get('large')).Body));
    assert.match(ETag, /-3"$/);
  });
});
