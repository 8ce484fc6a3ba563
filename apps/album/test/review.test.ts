import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWeixinStandIn, type WeixinStandIn } from '@weapp-samples/devcloud';
import { SettingsError } from '@weapp-samples/service';
import { useRedis, waitFor } from '@weapp-samples/testkit';
import { albumConfig } from '../src/config';
import { jpeg, settings, startAlbum, type TestAlbum } from './support';

const app = { appId: 'wx1', appSecret: 'secret' };
const pushToken = 'token-of-the-push';
const keywords = {
  'bad-photos': { suggest: 'risky', label: 20002 },
  'doubtful-photos': { suggest: 'review', label: 21000 },
} as const;

describe('an album whose photos are checked', () => {
  let clouds: Server;
  let weixin: WeixinStandIn;
  let album: TestAlbum;
  let headers: Record<string, string>;

  /** WeChat judges by the address of a photo here, so the upload folder decides. */
  const start = async (folder: string, more: Record<string, string> = {}) => {
    clouds = createServer(async (req, res) => {
      if (!(await weixin.handle(req, res))) res.writeHead(404).end();
    });
    await new Promise<void>((resolve) => clouds.listen(0, '127.0.0.1', resolve));
    const { port } = clouds.address() as AddressInfo;
    album = await startAlbum({
      ALBUM_ACCESS: 'session',
      ALBUM_OWNER_SECRET: 'owner-secret',
      ALBUM_CONTENT_CHECK: 'on',
      ALBUM_LIST_CACHE_MS: '0',
      WECHAT_PUSH_TOKEN: pushToken,
      WECHAT_APP_ID: app.appId,
      WECHAT_APP_SECRET: app.appSecret,
      WECHAT_API: `http://127.0.0.1:${port}/devcloud/weixin`,
      COS_UPLOAD_FOLDER: folder,
      ...more,
    });
    const messagePush = { url: `${album.url}/push`, token: pushToken, delayMs: 20 };
    weixin = createWeixinStandIn({ ...app, keywords, messagePush });
    logIn();
  };
  const logIn = () => {
    const { code, rawData, signature } = weixin.login({ nickName: '小明', avatarUrl: '' });
    headers = {
      'X-WX-Code': code,
      'X-WX-RawData': encodeURIComponent(rawData),
      'X-WX-Signature': signature,
    };
  };
  const listed = async () => (await album.get('/list', { headers })).body.data as string[];
  const verdicts = () => album.log.lines().filter(({ msg }) => msg === 'a photo was checked');
  const stored = async (address: string) => (await fetch(address)).status;

  afterEach(async () => {
    weixin.close();
    await album.stop();
    clouds.closeAllConnections();
    clouds.close();
  });

  it('keeps a photo that passes', async () => {
    await start('good-photos');
    const { body } = await album.upload(jpeg, { headers });
    await waitFor(() => verdicts().length === 1);
    assert.deepEqual(await listed(), [body.data.imgUrl]);
    await listed();
    assert.equal(verdicts().length, 1);
  });

  it('removes a risky photo', async () => {
    await start('bad-photos');
    const { body } = await album.upload(jpeg, { headers });
    assert.equal(body.code, 0);
    await waitFor(async () => (await stored(body.data.imgUrl)) === 404);
    assert.deepEqual(await listed(), []);
  });

  it('keeps a doubtful photo and does not list it', async () => {
    await start('doubtful-photos');
    const { body } = await album.upload(jpeg, { headers });
    await waitFor(async () => (await listed()).length === 0);
    assert.equal(await stored(body.data.imgUrl), 200);
  });

  it('finds photos that were sent straight to the storage', async () => {
    await start('bad-photos');
    const { body } = await album.post(
      '/credentials',
      { ext: 'jpg', size: jpeg.length },
      { headers },
    );
    const { url, imgUrl, formData } = body.data;
    const form = new FormData();
    for (const [name, value] of Object.entries(formData)) form.append(name, value as string);
    form.append('file', new Blob([new Uint8Array(jpeg)]));
    assert.ok((await fetch(url, { method: 'POST', body: form })).ok);
    assert.deepEqual(await listed(), [imgUrl]);
    await waitFor(async () => (await stored(imgUrl)) === 404);
  });

  it('asks again at the next listing when WeChat was down', async () => {
    await start('bad-photos');
    weixin.faults.set({ path: '/wxa/media_check_async', cut: true, times: 1 });
    const { body } = await album.upload(jpeg, { headers });
    await waitFor(() => album.log.text().includes('could not be handed in'));
    assert.deepEqual(await listed(), [body.data.imgUrl]);
    await waitFor(async () => (await stored(body.data.imgUrl)) === 404);
  });

  it('believes no push that WeChat has not signed', async () => {
    await start('good-photos');
    await album.upload(jpeg, { headers });
    await waitFor(() => verdicts().length === 1);
    const timestamp = Math.floor(Date.now() / 1000);
    const query = `signature=${'0'.repeat(40)}&timestamp=${timestamp}&nonce=1`;
    const body = JSON.stringify({
      Event: 'wxa_media_check',
      trace_id: 'x',
      result: { suggest: 'risky' },
    });
    const answer = await fetch(`${album.url}/push?${query}`, { method: 'POST', body });
    assert.equal(answer.status, 403);
    assert.equal(verdicts().length, 1);
  });

  describe('by several processes', () => {
    const redis = useRedis();

    it('takes a verdict in another process than the one that asked', async () => {
      await start('doubtful-photos', { REDIS_URL: redis().url });
      const other = album;
      const first = clouds;
      await start('doubtful-photos', { REDIS_URL: redis().url });
      try {
        // Verdicts go to the other one.
        const messagePush = { url: `${other.url}/push`, token: pushToken, delayMs: 20 };
        weixin = createWeixinStandIn({ ...app, keywords, messagePush });
        logIn();
        await album.upload(jpeg, { headers });
        await waitFor(async () => (await listed()).length === 0);
        assert.equal(verdicts().length, 0);
        assert.ok(other.log.text().includes('a photo was checked'));
      } finally {
        await other.stop();
        first.closeAllConnections();
        first.close();
      }
    });
  });
});

describe('the settings of the check', () => {
  const env = { ...settings('http://127.0.0.1:1'), ALBUM_CONTENT_CHECK: 'on' };
  const users = { ALBUM_ACCESS: 'session', WECHAT_APP_ID: 'wx1', WECHAT_APP_SECRET: 's' };

  it('are off unless set', () => {
    assert.equal(albumConfig(settings('http://127.0.0.1:1')).review, undefined);
  });

  it('need users and the token of the push', () => {
    const refused = (more: object, message: RegExp) =>
      assert.throws(
        () => albumConfig({ ...env, ...more }),
        (error) => {
          assert.ok(error instanceof SettingsError);
          assert.match(error.message, message);
          return true;
        },
      );
    refused({}, /needs ALBUM_ACCESS=session/);
    refused(users, /WECHAT_PUSH_TOKEN is not set/);
    refused({ ...users, WECHAT_PUSH_TOKEN: 't', WECHAT_PUSH_AES_KEY: 'short' }, /43 letters/);
    assert.equal(albumConfig({ ...env, ...users, WECHAT_PUSH_TOKEN: 't' }).review?.pushToken, 't');
  });
});
