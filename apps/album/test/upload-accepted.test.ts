import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { maxPhotoBytes } from '@weapp-samples/contracts';
import { form, jpeg, photo, png, useAlbum } from './support';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('an upload', () => {
  const album = useAlbum();

  const stored = async (address: string) => {
    const answer = await fetch(address);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { type: answer.headers.get('Content-Type'), bytes };
  };

  it('of exactly 5 MB is stored whole', async () => {
    const image = photo([0xff, 0xd8, 0xff], maxPhotoBytes);
    const { status, body } = await album().upload(image);
    assert.equal(status, 200);
    assert.equal(sha256((await stored(body.data.imgUrl)).bytes), sha256(image));
  });

  it('is named and typed by its content, not by what the client says', async () => {
    const data = form(png, { name: 'a.jpg', type: 'image/jpeg' });
    const { body } = await album().upload(data);
    assert.match(body.data.imgUrl, /\.png$/);
    assert.equal((await stored(body.data.imgUrl)).type, 'image/png');
  });

  it('may have text fields before and after the file', async () => {
    const data = new FormData();
    data.append('before', '一些文字');
    data.append('image', new Blob([new Uint8Array(jpeg)]), '照片.jpg');
    data.append('after', 'x'.repeat(10_000));
    const { body } = await album().upload(data);
    assert.deepEqual((await stored(body.data.imgUrl)).bytes, jpeg);
  });

  it('may come byte by byte', async () => {
    const head = [
      'POST /applet/album/upload HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      'Content-Type: multipart/form-data; boundary=slow',
      'Transfer-Encoding: chunked',
      '\r\n',
    ].join('\r\n');
    const body = Buffer.concat([
      Buffer.from('--slow\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\n'),
      png.subarray(0, 300),
      Buffer.from('\r\n--slow--\r\n'),
    ]);
    const chunks = Array.from(body, (byte) =>
      Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]),
    );
    const { hostname, port } = new URL(album().root);
    const socket = connect(Number(port), hostname).setNoDelay(true);
    socket.write(head);
    for (const chunk of chunks) socket.write(chunk);
    socket.write('0\r\n\r\n');
    const answer = Buffer.concat(await socket.toArray()).toString();
    assert.match(answer, /^HTTP\/1\.1 200 /);
    const address = /"imgUrl":"([^"]+)"/.exec(answer)?.[1] ?? '';
    assert.deepEqual((await stored(address)).bytes, png.subarray(0, 300));
  });

  it('keeps its bytes apart from those of fifty others at the same time', async () => {
    const images = Array.from({ length: 50 }, (_, index) =>
      photo([0xff, 0xd8, 0xff, index], 20_000 + 7001 * index),
    );
    const answers = await Promise.all(images.map((image) => album().upload(image)));
    const addresses = answers.map(({ body }) => body.data.imgUrl as string);
    assert.equal(new Set(addresses).size, 50);
    const sums = await Promise.all(
      addresses.map(async (address) => sha256((await stored(address)).bytes)),
    );
    assert.deepEqual(sums, images.map(sha256));
  });
});
