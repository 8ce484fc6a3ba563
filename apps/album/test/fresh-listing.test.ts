import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import { jpeg, pathOf, useAlbum } from './support';

describe('a remembered listing', () => {
  const album = useAlbum({ ALBUM_LIST_CACHE_MS: '60000' });
  let asked = 0;

  const count = (delayMs?: number) => {
    album().cos.faults.set({
      ...(delayMs !== undefined && { delayMs }),
      match: ({ method }) => {
        if (method !== 'GET') return false;
        asked += 1;
        return delayMs !== undefined;
      },
    });
  };

  beforeEach(() => {
    asked = 0;
    count();
  });

  it('spares COS the question', async () => {
    for (let round = 0; round < 5; round++) await album().list();
    assert.equal(asked, 1);
  });

  it('is renewed by an upload and by a delete through the service', async () => {
    const { body } = await album().upload(jpeg);
    assert.deepEqual(await album().list(), [body.data.imgUrl]);
    await album().post('/delete', { filepath: pathOf(body.data.imgUrl) });
    assert.deepEqual(await album().list(), []);
  });

  it('is renewed also by a delete whose answer was lost', async () => {
    const { body } = await album().upload(jpeg);
    await album().list();
    album().cos.faults.set({ dropAnswer: true, match: ({ method }) => method === 'DELETE' });
    const answer = await album().post('/delete', { filepath: pathOf(body.data.imgUrl) });
    assert.equal(answer.status, 503);
    album().cos.faults.clear();
    assert.deepEqual(await album().list(), []);
  });

  it('that was under way during an upload does not hide the photo afterwards', async () => {
    await album().upload(jpeg);
    count(300);
    const slow = album().list();
    await waitFor(() => asked === 1);
    album().cos.faults.clear();
    const { body } = await album().upload(jpeg);
    assert.equal((await album().list())[0], body.data.imgUrl);
    await slow;
    assert.equal((await album().list())[0], body.data.imgUrl);
  });
});
