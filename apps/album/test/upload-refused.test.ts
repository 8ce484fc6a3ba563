import assert from 'node:assert/strict';
import { albumMessages, maxPhotoBytes } from '@weapp-samples/contracts';
import { assertFailed, form, jpeg, photo, png, useAlbum } from './support';

const boundary = 'xBOUNDARYx';

function part(headers: string, content: string): string {
  return `--${boundary}\r\n${headers}\r\n\r\n${content}\r\n`;
}

const image = (content = jpeg.toString('latin1')) =>
  part('Content-Disposition: form-data; name="image"; filename="a.jpg"', content);

describe('an upload', () => {
  const album = useAlbum();

  const raw = (body: string, type = `multipart/form-data; boundary=${boundary}`) =>
    album().upload(new FormData(), {
      body: new Uint8Array(Buffer.from(body, 'latin1')),
      headers: { 'Content-Type': type },
    });

  afterEach('nothing that was refused is stored', async () => {
    assert.deepEqual(await album().list(), []);
  });

  it('of an empty file is refused', async () => {
    assertFailed(await album().upload(Buffer.alloc(0)), 400, albumMessages.badParameter);
  });

  it('without a file is refused', async () => {
    const data = new FormData();
    data.append('image', 'a text field of that name');
    assertFailed(await album().upload(data), 400, albumMessages.badParameter);
  });

  it('in another field is refused', async () => {
    const data = form(jpeg, { field: 'file' });
    assertFailed(await album().upload(data), 400, albumMessages.badParameter);
  });

  it('of two files is refused', async () => {
    const data = form(jpeg);
    data.append('image', new Blob([new Uint8Array(png)]), 'b.png');
    assertFailed(await album().upload(data), 400, albumMessages.badParameter);
  });

  it('of two files is refused also when the first is large', async () => {
    const data = form(photo([0xff, 0xd8, 0xff], 2_000_000));
    data.append('other', new Blob([new Uint8Array(png)]), 'b.png');
    assertFailed(await album().upload(data), 400, albumMessages.badParameter);
  });

  it('that is no image is refused, whatever its name and type say', async () => {
    const data = form(Buffer.from('<html></html>'.repeat(100)), { type: 'image/jpeg' });
    assertFailed(await album().upload(data), 415, albumMessages.notAnImage);
  });

  it('of a GIF is refused', async () => {
    const data = form(Buffer.from('GIF89a and so on'), { name: 'a.png', type: 'image/png' });
    assertFailed(await album().upload(data), 415, albumMessages.notAnImage);
  });

  it('of fewer bytes than make an image is refused', async () => {
    assertFailed(await album().upload(Buffer.from([0xff, 0xd8])), 415, albumMessages.notAnImage);
  });

  it('of 5 MB and one byte is refused', async () => {
    const answer = await album().upload(photo([0xff, 0xd8, 0xff], maxPhotoBytes + 1));
    assertFailed(answer, 413, albumMessages.tooLarge);
  });

  it('of far more is refused', async () => {
    const answer = await album().upload(photo([0xff, 0xd8, 0xff], 3 * maxPhotoBytes));
    assertFailed(answer, 413, albumMessages.tooLarge);
  });

  it('that is not multipart is refused', async () => {
    const answer = await raw('{}', 'application/json');
    assertFailed(answer, 400, albumMessages.badParameter);
    assertFailed(await album().get('/upload', { method: 'POST' }), 400, albumMessages.badParameter);
  });

  it('without a boundary is refused', async () => {
    assertFailed(await raw(image(), 'multipart/form-data'), 400, albumMessages.badParameter);
  });

  it('with the wrong boundary is refused', async () => {
    const type = 'multipart/form-data; boundary=another';
    assertFailed(await raw(image(), type), 400, albumMessages.badParameter);
  });

  it('that breaks off inside the file is refused', async () => {
    assertFailed(await raw(image().slice(0, -900)), 400, albumMessages.badParameter);
    const large = image(photo([0xff, 0xd8, 0xff], 1_000_000).toString('latin1'));
    assertFailed(await raw(large.slice(0, -900)), 400, albumMessages.badParameter);
  });

  it('that breaks off before the closing boundary is refused', async () => {
    assertFailed(await raw(image()), 400, albumMessages.badParameter);
  });

  it('with broken part headers is refused', async () => {
    const body = part('Content-Disposition', 'x') + image('x').replace('form-data', 'nothing');
    assertFailed(await raw(`${body}--${boundary}--\r\n`), 400, albumMessages.badParameter);
  });

  it('with very many fields is refused', async () => {
    const data = new FormData();
    for (let index = 0; index < 500; index++) data.append(`field${index}`, 'x');
    data.append('image', new Blob([new Uint8Array(jpeg)]), 'a.jpg');
    assertFailed(await album().upload(data), 400, albumMessages.badParameter);
  });
});
