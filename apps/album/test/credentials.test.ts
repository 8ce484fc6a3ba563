import assert from 'node:assert/strict';
import { albumMessages } from '@weapp-samples/contracts';
import { assertFailed, jpeg, keys, photo, png, useAlbum } from './support';

interface Credentials {
  readonly url: string;
  readonly key: string;
  readonly imgUrl: string;
  readonly formData: Record<string, string>;
  readonly expiresAt: number;
}

describe('permission for a direct upload', () => {
  const album = useAlbum();

  const permit = async (ext: string, size: number): Promise<Credentials> => {
    const { status, body } = await album().post('/credentials', { ext, size });
    assert.equal(status, 200, JSON.stringify(body));
    return body.data;
  };

  /** What wx.uploadFile sends: the fields as they are, then the file. */
  const send = async (
    { url, formData }: Credentials,
    file: Buffer,
    changed: Record<string, string> = {},
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...formData, ...changed }))
      form.append(name, value);
    form.append('file', new Blob([new Uint8Array(file)]), 'tmp_1a2b3c.jpg');
    const answer = await fetch(url, { method: 'POST', body: form });
    const code = /<Code>(\w+)</.exec(await answer.text())?.[1];
    return { status: answer.status, code };
  };

  const isStored = async (address: string) => (await fetch(address)).status === 200;

  it('lets the phone send the file it was asked for, and the listing shows it', async () => {
    const credentials = await permit('jpg', jpeg.length);
    assert.deepEqual(await send(credentials, jpeg), { status: 200, code: undefined });
    const answer = await fetch(credentials.imgUrl);
    assert.equal(answer.headers.get('Content-Type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), jpeg);
    assert.ok((await album().list()).includes(credentials.imgUrl));
  });

  it('is good for minutes, and for a key that nobody else has', async () => {
    const [one, other] = [await permit('png', 1), await permit('png', 1)];
    const seconds = one.expiresAt - Date.now() / 1000;
    assert.ok(seconds > 60 && seconds <= 900, String(seconds));
    assert.notEqual(one.key, other.key);
    assert.match(one.key, /^applet-album\/.+\.png$/);
    assert.equal(one.imgUrl, `${album().cos.url}/${one.key}`);
  });

  it('tells the phone nothing it could sign with', async () => {
    assert.ok(!JSON.stringify(await permit('jpg', 1)).includes(keys.secretKey));
  });

  for (const [what, file] of [
    ['a larger', photo([0xff, 0xd8, 0xff], jpeg.length + 1)],
    ['a smaller', jpeg.subarray(0, -1)],
    ['an empty', Buffer.alloc(0)],
  ] as const) {
    it(`does not let ${what} file pass`, async () => {
      const credentials = await permit('jpg', jpeg.length);
      assert.equal(Math.floor((await send(credentials, file)).status / 100), 4);
      assert.equal(await isStored(credentials.imgUrl), false);
    });
  }

  const forged: Record<string, Record<string, string>> = {
    'another key': { key: 'applet-album/0000000000000-mine.jpg' },
    'a key elsewhere': { key: 'index.html' },
    'another type': { 'Content-Type': 'text/html' },
    'another size, by another policy': {
      policy: Buffer.from('{"expiration":"2100-01-01T00:00:00Z","conditions":[]}').toString(
        'base64',
      ),
    },
    'another time': { 'q-key-time': '1;4102444800' },
    'another signature': { 'q-signature': '0'.repeat(40) },
  };
  for (const [what, changed] of Object.entries(forged)) {
    it(`does not let ${what} pass`, async () => {
      const credentials = await permit('jpg', jpeg.length);
      const { status } = await send(credentials, jpeg, changed);
      assert.ok(status === 403 || status === 400, String(status));
      assert.equal(await isStored(credentials.imgUrl), false);
    });
  }

  it('does not say what the bytes are: the type the address is served with is fixed all the same', async () => {
    const credentials = await permit('jpg', png.length);
    await send(credentials, png);
    const answer = await fetch(credentials.imgUrl);
    assert.equal(answer.headers.get('Content-Type'), 'image/jpeg');
    await answer.arrayBuffer();
  });

  for (const body of [
    {},
    { ext: 'gif', size: 1 },
    { ext: 'jpg' },
    { ext: 'jpg', size: 0 },
    { ext: 'jpg', size: 5 * 1024 * 1024 + 1 },
    { ext: 'jpg', size: 1.5 },
    { ext: 'jpg', size: '1' },
    { ext: '../jpg', size: 1 },
  ]) {
    it(`is not given for ${JSON.stringify(body)}`, async () => {
      assertFailed(await album().post('/credentials', body), 400, albumMessages.badParameter);
    });
  }
});
