import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createMemorySessionStore,
  createWeappSession,
  SESSION_MAGIC_ID,
} from '@weapp-samples/weapp-session';
import { folderName } from '../src/access';
import { jpeg, pathOf, startAlbum, type TestAlbum } from './support';

const app = { appId: 'wx1', appSecret: 'secret' };

describe('an album of users', () => {
  let weixin: Server;
  let album: TestAlbum;
  const token: Record<string, string> = {};

  const as = (user: string): RequestInit => ({ headers: { 'X-WX-Session': token[user] ?? user } });

  before(async () => {
    weixin = createServer((req, res) => {
      const openid = new URL(req.url ?? '', 'http://x').searchParams.get('js_code');
      const session_key = randomBytes(16).toString('base64');
      res.end(JSON.stringify({ openid: `openid-of-${openid}`, session_key }));
    });
    await new Promise<void>((resolve) => weixin.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(weixin.address() as AddressInfo).port}`;
    const endpoint = `${api}/sns/jscode2session`;
    const sessionStore = createMemorySessionStore();
    album = await startAlbum(
      {
        ALBUM_ACCESS: 'session',
        ALBUM_OWNER_SECRET: 'owner-secret',
        WECHAT_APP_ID: app.appId,
        WECHAT_APP_SECRET: app.appSecret,
        WECHAT_API: api,
      },
      { sessionStore },
    );
    const sessions = createWeappSession({ ...app, endpoint, store: sessionStore });
    for (const user of ['alice', 'bob']) token[user] = (await sessions.login(user)).token;
  });

  after(async () => {
    await album.stop();
    weixin.closeAllConnections();
    weixin.close();
  });

  it('answers 401 without a session, in the words of both protocols', async () => {
    const answers = [
      await album.get('/list'),
      await album.upload(jpeg),
      await album.post('/delete', { filepath: '/applet-album/a.jpg' }),
      await album.post('/credentials', { ext: 'jpg', size: 1 }),
    ];
    for (const { status, body } of answers) {
      assert.equal(status, 401);
      assert.equal(body.code, -1);
      const failure = body as unknown as Record<string, unknown>;
      assert.equal(failure[SESSION_MAGIC_ID], 1);
      assert.equal(failure.reason, 'ERR_SESSION_EXPIRED');
    }
  });

  it('answers 401 to a token that is none', async () => {
    assert.equal((await album.get('/list', as('x'.repeat(43)))).status, 401);
  });

  it('knows a session that was made by the service beside it, and gives each user a folder', async () => {
    const { body } = await album.upload(jpeg, as('alice'));
    const folder = folderName('openid-of-alice', 'owner-secret');
    assert.match(pathOf(body.data.imgUrl), new RegExp(`^/applet-album/${folder}/[^/]+\\.jpg$`));
    assert.deepEqual((await album.get('/list', as('alice'))).body.data, [body.data.imgUrl]);
    assert.deepEqual((await album.get('/list', as('bob'))).body.data, []);
  });

  it('tells nobody the openid', async () => {
    const { body } = await album.get('/list', as('alice'));
    assert.doesNotMatch(JSON.stringify(body), /alice/);
  });

  it('does not let a user delete the photo of another', async () => {
    const [address] = (await album.get('/list', as('alice'))).body.data;
    const filepath = pathOf(address);
    const refused = await album.post('/delete', { filepath }, as('bob'));
    assert.equal(refused.status, 403);
    assert.equal((await fetch(address)).status, 200);
    assert.equal((await album.post('/delete', { filepath }, as('alice'))).status, 200);
    assert.equal((await fetch(address)).status, 404);
  });

  it('does not let a user look into the folder of another by a marker', async () => {
    const { body } = await album.upload(jpeg, as('alice'));
    const marker = pathOf(body.data.imgUrl).slice(1, -8);
    assert.equal((await album.get(`/list?marker=${marker}`, as('bob'))).status, 400);
  });

  it('permits direct uploads into the user’s own folder only', async () => {
    const { body } = await album.post('/credentials', { ext: 'png', size: 9 }, as('bob'));
    const folder = folderName('openid-of-bob', 'owner-secret');
    assert.ok(body.data.key.startsWith(`applet-album/${folder}/`));
  });
});
