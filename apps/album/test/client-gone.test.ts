import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { waitFor } from '@weapp-samples/testkit';
import { jpeg, photo, useAlbum } from './support';

const boundary = 'xGONEx';
const head = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n`,
);

describe('a client that goes away in the middle of an upload', () => {
  const album = useAlbum();

  const begin = (bytes: Buffer): ClientRequest => {
    const upload = request(`${album().url}/upload`, {
      method: 'POST',
      headers: {
        'Content-Type': `multipart/form-data; boundary=${boundary}`,
        'Content-Length': 4_000_000,
      },
    });
    upload.on('error', () => undefined);
    upload.write(head);
    upload.write(bytes);
    return upload;
  };

  const aborted = () =>
    album()
      .log.lines()
      .filter((line) => line.aborted === true).length;

  for (const [when, bytes] of [
    ['before the first byte', Buffer.alloc(0)],
    ['before the type is known', jpeg.subarray(0, 4)],
    ['after a few bytes', jpeg],
    ['after a megabyte', photo([0xff, 0xd8, 0xff], 1_000_000)],
  ] as const) {
    it(`${when} leaves nothing behind and harms nobody`, async () => {
      const before = aborted();
      let puts = 0;
      album().cos.faults.set({
        match: ({ method }) => {
          if (method === 'PUT') puts += 1;
          return false;
        },
      });
      const upload = begin(bytes);
      if (bytes.length > 8) await waitFor(() => puts > 0, { what: 'the upload to reach COS' });
      else await once(upload, 'socket');
      upload.destroy();
      if (bytes.length > 8) await waitFor(() => aborted() > before, { what: 'the log line' });
      assert.deepEqual(await album().list(), []);
      assert.equal((await fetch(`${album().root}/readyz`)).status, 200);
    });
  }

  it('many of them at once leave nothing either', async () => {
    const before = aborted();
    const uploads = Array.from({ length: 30 }, (_, index) =>
      begin(photo([0xff, 0xd8, 0xff], 50_000 * index + 10)),
    );
    await Promise.all(uploads.map((upload) => once(upload, 'socket')));
    await waitFor(() => uploads.every((upload) => upload.socket?.connecting === false));
    for (const upload of uploads) upload.destroy();
    await waitFor(() => aborted() >= before + 20, { what: 'the log lines' });
    const { body } = await album().upload(jpeg);
    assert.deepEqual(await album().list(), [body.data.imgUrl]);
  });
});
