import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { waitFor } from '@weapp-samples/testkit';
import { jpeg, startAlbum } from './support';

describe('stopping the album', () => {
  it('lets an upload under way come to its end, and what was acknowledged is stored', async () => {
    const album = await startAlbum({ STOP_TIMEOUT_MS: '5000' });
    let reached = false;
    album.cos.faults.set({
      match: ({ method }) => {
        reached ||= method === 'PUT';
        return false;
      },
    });
    const upload = request(`${album.url}/upload`, {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });
    upload.write('--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n');
    upload.write(jpeg);
    await waitFor(() => reached);
    const stopped = album.stop();
    const refused = () =>
      fetch(`${album.root}/healthz`).then(
        () => false,
        () => true,
      );
    await waitFor(refused, { what: 'new requests to be refused' });
    upload.end('\r\n--x--\r\n');
    const [answer] = await once(upload, 'response');
    assert.equal(answer.statusCode, 200);
    const { data } = JSON.parse(Buffer.concat(await answer.toArray()).toString());
    assert.match(data.imgUrl, /\.jpg$/);
    await stopped;
  });

  it('does not wait for a client that never ends its upload', async () => {
    const album = await startAlbum({ STOP_TIMEOUT_MS: '100' });
    const upload = request(`${album.url}/upload`, {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });
    upload.on('error', () => undefined);
    upload.write('--x\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\n');
    upload.write(jpeg);
    await once(upload, 'socket');
    const started = performance.now();
    await album.stop();
    assert.ok(performance.now() - started < 2000);
  });
});
