/** Multipart uploads through the SDK, by hand and by its own uploadFile and sliceUploadFile. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bucket, Region, type Started, start } from './support';

const MB = 1024 * 1024;

describe('multipart uploads to the COS stand-in', () => {
  let started: Started;
  let folder: string;
  before(async () => {
    started = await start();
    folder = await mkdtemp(join(tmpdir(), 'cos-upload-'));
  });
  after(async () => {
    await started.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const begin = async (Key: string) =>
    (await started.cos.multipartInit({ Bucket, Region, Key, ContentType: 'video/mp4' })).UploadId;
  const part = async (Key: string, UploadId: string, PartNumber: number, Body: Buffer) => {
    const call = { Bucket, Region, Key, UploadId, PartNumber, Body };
    return { PartNumber, ETag: (await started.cos.multipartUpload(call)).ETag };
  };
  const get = async (Key: string) => started.cos.getObject({ Bucket, Region, Key });

  it('puts parts together in order, whatever the order they came in', async () => {
    const [one, two] = [randomBytes(MB), randomBytes(10)];
    const UploadId = await begin('parts');
    const second = await part('parts', UploadId, 2, two);
    const first = await part('parts', UploadId, 1, one);
    const Parts = [first, second] as never;
    const done = await started.cos.multipartComplete({
      Bucket,
      Region,
      Key: 'parts',
      UploadId,
      Parts,
    });
    const md5 = (data: Buffer) => createHash('md5').update(data).digest();
    const etag = `"${md5(Buffer.concat([md5(one), md5(two)])).toString('hex')}-2"`;
    assert.equal(done.ETag, etag);
    const { Body, headers, ETag } = await get('parts');
    assert.ok(Body.equals(Buffer.concat([one, two])));
    assert.equal(ETag, etag);
    assert.equal(headers?.['content-type'], 'video/mp4');
    assert.deepEqual(await readdir(join(started.dataDir, Bucket, 'uploads')), []);
  });

  it('lists parts and uploads, in pages', async () => {
    const UploadId = await begin('listed/a');
    const other = await begin('listed/b');
    for (const number of [3, 1, 2]) await part('listed/a', UploadId, number, randomBytes(number));
    const call = { Bucket, Region, Key: 'listed/a', UploadId };
    const page = await started.cos.multipartListPart({ ...call, MaxParts: 2 });
    assert.deepEqual(
      page.Part.map(({ PartNumber, Size }) => [PartNumber, Size]),
      [
        ['1', '1'],
        ['2', '2'],
      ],
    );
    assert.equal(page.IsTruncated, 'true');
    const PartNumberMarker = String(page.NextPartNumberMarker);
    const rest = await started.cos.multipartListPart({ ...call, PartNumberMarker });
    assert.deepEqual(
      rest.Part.map(({ PartNumber }) => PartNumber),
      ['3'],
    );
    const list = await started.cos.multipartList({
      Bucket,
      Region,
      Prefix: 'listed/',
      Delimiter: '',
    });
    assert.deepEqual(
      list.Upload.map(({ Key, UploadId }) => [Key, UploadId]),
      [
        ['listed/a', UploadId],
        ['listed/b', other],
      ],
    );
    const first = await started.cos.multipartList({
      Bucket,
      Region,
      Prefix: 'listed/',
      Delimiter: '',
      MaxUploads: 1,
    });
    assert.equal(first.IsTruncated, 'true');
    const next = await started.cos.multipartList({
      Bucket,
      Region,
      Prefix: 'listed/',
      Delimiter: '',
      KeyMarker: first.NextKeyMarker ?? '',
      UploadIdMarker: first.NextUploadIdMarker ?? '',
    });
    assert.deepEqual(
      next.Upload.map(({ Key }) => Key),
      ['listed/b'],
    );
  });

  it('forgets an aborted upload', async () => {
    const UploadId = await begin('aborted');
    await part('aborted', UploadId, 1, randomBytes(10));
    await started.cos.multipartAbort({ Bucket, Region, Key: 'aborted', UploadId });
    await assert.rejects(part('aborted', UploadId, 2, randomBytes(10)), { code: 'NoSuchUpload' });
    await assert.rejects(get('aborted'), { code: 'NoSuchKey' });
  });

  it('refuses to complete with wrong, small or disordered parts, and can be tried again', async () => {
    const UploadId = await begin('retry');
    const first = await part('retry', UploadId, 1, randomBytes(10));
    const second = await part('retry', UploadId, 2, randomBytes(10));
    const complete = (Parts: object[]) =>
      started.cos.multipartComplete({
        Bucket,
        Region,
        Key: 'retry',
        UploadId,
        Parts: Parts as never,
      });
    await assert.rejects(complete([first, second]), { code: 'EntityTooSmall' });
    await assert.rejects(complete([second, first]), { code: 'InvalidPartOrder' });
    await assert.rejects(complete([{ PartNumber: 1, ETag: '"0"' }]), { code: 'InvalidPart' });
    await assert.rejects(complete([{ PartNumber: 9, ETag: first.ETag }]), { code: 'InvalidPart' });
    assert.equal((await complete([second])).statusCode, 200);
    await assert.rejects(complete([second]), { code: 'NoSuchUpload', statusCode: 404 });
  });

  it('does not take an upload id for another key, nor a part number out of range', async () => {
    const UploadId = await begin('mine');
    await assert.rejects(part('other', UploadId, 1, randomBytes(1)), { code: 'NoSuchUpload' });
    for (const number of [0, 10_001])
      await assert.rejects(part('mine', UploadId, number, randomBytes(1)), {
        code: 'InvalidArgument',
      });
  });

  it('continues an upload after a restart', async () => {
    const one = randomBytes(MB);
    const UploadId = await begin('continued');
    const first = await part('continued', UploadId, 1, one);
    started = await started.restart();
    const second = await part('continued', UploadId, 2, Buffer.from('end'));
    const Parts = [first, second] as never;
    await started.cos.multipartComplete({ Bucket, Region, Key: 'continued', UploadId, Parts });
    const { Body } = await get('continued');
    assert.ok(Body.equals(Buffer.concat([one, Buffer.from('end')])));
  });

  for (const way of ['uploadFile', 'sliceUploadFile'] as const)
    it(`takes a file of 20 MB by ${way}`, async () => {
      const content = randomBytes(20 * MB);
      const FilePath = join(folder, `${way}.bin`);
      await writeFile(FilePath, content);
      const call = { Bucket, Region, Key: way, FilePath, SliceSize: 5 * MB };
      if (way === 'uploadFile') await started.cos.uploadFile(call);
      else await started.cos.sliceUploadFile(call);
      const { Body, ETag } = await get(way);
      assert.ok(Body.equals(content));
      assert.match(ETag, /-4"$/);
    });
});
