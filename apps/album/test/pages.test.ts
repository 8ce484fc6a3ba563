import assert from 'node:assert/strict';
import { albumMessages } from '@weapp-samples/contracts';
import COS from 'cos-nodejs-sdk-v5';
import { assertFailed, bucket, jpeg, keys, region, useAlbum } from './support';

describe('pages of the listing', () => {
  const album = useAlbum({ ALBUM_LIST_CACHE_MS: '0' });
  let expected: string[];
  let asked = 0;

  const put = (Key: string) => {
    const { secretId: SecretId, secretKey: SecretKey } = keys;
    const cos = new COS({ SecretId, SecretKey, Domain: album().cos.domain, Protocol: 'http:' });
    return cos.putObject({ Bucket: bucket, Region: region, Key, Body: jpeg });
  };

  before(async () => {
    const addresses: string[] = [];
    for (let count = 0; count < 25; count++) {
      const { body } = await album().upload(jpeg);
      addresses.push(body.data.imgUrl);
    }
    // Of one millisecond the order is not told, so the keys decide.
    expected = addresses.sort();
    await put('applet-album/zz notes.txt');
    await put('applet-album/zz archive.jpg.zip');
    await put('applet-album/someone/a.jpg');
    await put('other/a.jpg');
    album().cos.faults.set({
      match: () => {
        asked += 1;
        return false;
      },
    });
  });

  it('follow each other without a gap, each with one request to COS', async () => {
    const pages: string[][] = [];
    let marker: string | null | undefined = '';
    asked = 0;
    while (marker !== null && marker !== undefined) {
      const query: string = marker && `&marker=${encodeURIComponent(marker)}`;
      const { body } = await album().get(`/list?limit=10${query}`);
      pages.push(body.data);
      marker = body.next;
    }
    assert.deepEqual(pages.flat(), expected);
    assert.deepEqual(
      pages.slice(0, 3).map((page) => page.length),
      [10, 10, 5],
    );
    assert.equal(asked, pages.length);
  });

  it('hold only photos of the folder itself', async () => {
    const { body } = await album().get('/list');
    assert.deepEqual(body.data, expected);
    assert.equal(body.next, null);
  });

  it('end with null also when the last is full', async () => {
    const { body } = await album().get('/list?limit=100');
    assert.equal(body.next, null);
  });

  it('of one photo work too', async () => {
    const first = await album().get('/list?limit=1');
    assert.deepEqual(first.body.data, expected.slice(0, 1));
    const second = await album().get(`/list?limit=1&marker=${first.body.next}`);
    assert.deepEqual(second.body.data, expected.slice(1, 2));
  });

  it('stay in place when a newer photo comes between', async () => {
    const first = await album().get('/list?limit=10');
    const { body } = await album().upload(jpeg);
    const second = await album().get(`/list?limit=10&marker=${first.body.next}`);
    assert.deepEqual(second.body.data, expected.slice(10, 20));
    await album().post('/delete', { filepath: new URL(body.data.imgUrl).pathname });
  });

  for (const query of [
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=x',
    'limit=',
    'marker=',
  ]) {
    it(`with ${query} are refused`, async () => {
      const answer = await album().get(`/list?${query}`);
      assertFailed(answer, 400, albumMessages.badParameter);
      assert.equal(answer.body.error?.field, query.split('=')[0]);
    });
  }

  it('behind a marker of elsewhere are refused', async () => {
    for (const marker of ['other/a.jpg', '..', 'a'.repeat(900)]) {
      const answer = await album().get(`/list?marker=${marker}`);
      assertFailed(answer, 400, albumMessages.badParameter);
    }
  });
});
