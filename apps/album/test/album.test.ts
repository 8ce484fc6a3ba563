import assert from 'node:assert/strict';
import { form, jpeg, pathOf, png, useAlbum } from './support';

describe('the album', () => {
  const album = useAlbum();

  it('is empty at first', async () => {
    const { status, headers, body } = await album().get('/list');
    assert.equal(status, 200);
    assert.match(headers.get('Content-Type') ?? '', /^application\/json/);
    assert.deepEqual(body, { code: 0, msg: 'ok', data: [], next: null });
  });

  it('shows an uploaded photo at once, by the address the upload told', async () => {
    const { status, body } = await album().upload(jpeg);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body.data), ['imgUrl']);
    assert.deepEqual(await album().list(), [body.data.imgUrl]);
  });

  it('serves the photo by its address, byte for byte, with its type', async () => {
    const [address = ''] = await album().list();
    assert.match(address, new RegExp(`^${album().cos.url}/applet-album/[\\w-]+\\.jpg$`));
    const answer = await fetch(address);
    assert.equal(answer.headers.get('Content-Type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), jpeg);
  });

  it('lists the newest photo first', async () => {
    const { body } = await album().upload(png);
    const addresses = await album().list();
    assert.equal(addresses[0], body.data.imgUrl);
    assert.match(addresses[0] ?? '', /\.png$/);
    assert.equal(addresses.length, 2);
  });

  it('deletes a photo by the path of its address, and it is gone at once', async () => {
    const [newest = '', oldest] = await album().list();
    const { status, body } = await album().post('/delete', { filepath: pathOf(newest) });
    assert.deepEqual({ status, body }, { status: 200, body: { code: 0, msg: 'ok', data: {} } });
    assert.deepEqual(await album().list(), [oldest]);
    assert.equal((await fetch(newest)).status, 404);
  });

  it('deletes by a path that is URI-encoded as a whole, as clients of 2016 send it', async () => {
    const [address = ''] = await album().list();
    const filepath = encodeURIComponent(pathOf(address));
    assert.equal((await album().post('/delete', { filepath })).status, 200);
    assert.deepEqual(await album().list(), []);
  });

  it('keeps an avatar, and lists it not among the photos', async () => {
    const upload = (as: string) =>
      album().get(`/upload?as=${as}`, { method: 'POST', body: form(jpeg) });
    const { status, body } = await upload('avatar');
    assert.equal(status, 200);
    const { imgUrl } = body.data as { imgUrl: string };
    assert.match(imgUrl, new RegExp(`^${album().cos.url}/applet-album/avatars/[\\w-]+\\.jpg$`));
    assert.equal((await fetch(imgUrl)).status, 200);
    assert.deepEqual(await album().list(), []);
    assert.equal((await upload('wallpaper')).status, 400);
  });

  it('lets a photo be deleted twice', async () => {
    const { body } = await album().upload(jpeg);
    const filepath = pathOf(body.data.imgUrl);
    assert.equal((await album().post('/delete', { filepath })).body.code, 0);
    assert.equal((await album().post('/delete', { filepath })).body.code, 0);
  });

  it('takes the fields of a 2016 client in an urlencoded body', async () => {
    const { body } = await album().upload(jpeg);
    const filepath = pathOf(body.data.imgUrl);
    const answer = await album().get('/delete', {
      method: 'POST',
      body: new URLSearchParams({ filepath }),
    });
    assert.equal(answer.body.code, 0);
    assert.deepEqual(await album().list(), []);
  });
});
