/** Keys that can be no path on disk are stored like any other. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { toByteKey } from '../../src/cos/storage/sorted-keys';
import { Bucket, Region, type Started, sendRaw, start } from './support';

const STRANGE = [
  '..',
  '.',
  '../../escape',
  '/leading',
  '//two',
  'a/../b',
  'a//b',
  'a/./b',
  'nul\u0000byte',
  'line\nbreak\r',
  'back\\slash',
  'C:\\x',
  'con',
  'trailing.',
  'trailing/',
  ' spaces ',
  '%2e%2e%2f',
  'plus+and&=?#',
  '中文/相册.jpg',
  '😀👨‍👩‍👧',
  'é',
  'e\u0301',
  '\'quote"<&>',
  'k'.repeat(850),
  '字'.repeat(283),
];

describe('keys of the COS stand-in', () => {
  let started: Started;
  before(async () => {
    started = await start();
  });
  after(() => started.stop());

  const listed = async () => {
    const call = { Bucket, Region, EncodingType: 'url' as const };
    const { Contents } = await started.cos.getBucket(call);
    return Contents.map(({ Key }) => decodeURIComponent(Key));
  };
  const inOrder = (keys: string[]) =>
    keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

  it('are stored, read, listed and kept over a restart, whatever they hold', async () => {
    for (const key of STRANGE)
      assert.equal((await sendRaw(started, 'PUT', key, `<${key}>`)).status, 200, key);
    started = await started.restart();
    assert.deepEqual(await listed(), inOrder(STRANGE));
    for (const key of STRANGE)
      assert.equal((await sendRaw(started, 'GET', key)).body, `<${key}>`, key);
    assert.ok(!existsSync(join(dirname(started.dataDir), 'escape')));
    for (const key of STRANGE)
      assert.equal((await sendRaw(started, 'DELETE', key)).status, 204, key);
    assert.deepEqual(await listed(), []);
    assert.deepEqual(await readdir(join(started.dataDir, Bucket, 'objects')), []);
  });

  it('hold any text of up to 850 bytes', async () => {
    const key = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
    const check = async (keys: string[]) => {
      for (const one of keys) assert.equal((await sendRaw(started, 'PUT', one, one)).status, 200);
      assert.deepEqual(await listed(), inOrder(keys));
      for (const one of keys) {
        assert.equal((await sendRaw(started, 'GET', one)).body, one);
        await sendRaw(started, 'DELETE', one);
      }
    };
    const distinct = fc.uniqueArray(key, { minLength: 1, maxLength: 6 });
    await fc.assert(fc.asyncProperty(distinct, check), { numRuns: 30 });
  });

  it('are refused past 850 bytes, and when they are no UTF-8', async () => {
    for (const key of ['k'.repeat(851), '字'.repeat(284)]) {
      const { status, body } = await sendRaw(started, 'PUT', key, 'x');
      assert.equal(status, 400);
      assert.match(body, /<Code>KeyTooLong<\/Code>/);
    }
    const answer = await fetch(`${started.url}/%ff`);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /<Code>InvalidURI<\/Code>/);
  });

  it('compare by their bytes', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const byBytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        const [x, y] = [toByteKey(a), toByteKey(b)];
        assert.equal(x < y ? -1 : x > y ? 1 : 0, byBytes);
      }),
    );
  });
});
