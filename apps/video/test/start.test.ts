import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import {
  createVodStandIn,
  createWeixinStandIn,
  type WeixinLogin,
  type WeixinStandIn,
} from '@weapp-samples/devcloud';
import { createLogger, type StartedApp } from '@weapp-samples/service';
import { useTempDir } from '@weapp-samples/testkit';
import { offlineCatalogue } from '../src/config';
import { start } from '../src/main';
import { useDatabase } from './support/mariadb';
import { ask } from './support/service';

const app = { appId: 'wx-test', appSecret: 'test-secret' };

describe('the service as it is started', () => {
  const dir = useTempDir('start');
  let clouds: Server;
  let weixin: WeixinStandIn;
  let started: StartedApp;
  let folders = 0;

  beforeEach(async () => {
    folders++;
    weixin = createWeixinStandIn(app);
    const vod = createVodStandIn({ dir: dirname(offlineCatalogue) });
    clouds = createServer(async (req, res) => {
      if (!(await weixin.handle(req, res)) && !(await vod.handle(req, res)))
        res.writeHead(404).end();
    });
    await new Promise<void>((resolve) => clouds.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await started?.stop();
    weixin.close();
    clouds.closeAllConnections();
    clouds.close();
  });

  const cloudsUrl = () => `http://127.0.0.1:${(clouds.address() as AddressInfo).port}`;
  const startWith = async (more: Record<string, string> = {}) => {
    started = await start({
      env: {
        VIDEO_PORT: '0',
        DATA_DIR: join(dir(), `${folders}`),
        VOD_BASE_URL: `${cloudsUrl()}/devcloud/vod`,
        WECHAT_APP_ID: app.appId,
        WECHAT_APP_SECRET: app.appSecret,
        WECHAT_API: `${cloudsUrl()}/devcloud/weixin`,
        COMMENT_RECHECK_MS: '100',
        ...more,
      },
      logger: createLogger({ name: 'video', level: 'silent' }),
    });
    return `${started.url}/applet/video`;
  };

  const first = { 'Content-Type': 'application/json' };
  const comment = (url: string, body: object, headers: object = {}) =>
    ask(`${url}/comment`, {
      method: 'POST',
      headers: { ...first, ...headers },
      body: JSON.stringify(body),
    });
  /** The first request of a 2016 client. */
  const firstRequest = ({ code, rawData, signature }: WeixinLogin) => ({
    'X-WX-Code': code,
    'X-WX-RawData': encodeURIComponent(rawData),
    'X-WX-Signature': signature,
  });

  /** What a new user does: the list, a trailer, a comment, its listing. */
  const walkThrough = async (url: string) => {
    const { body } = await ask(`${url}/list?pageNo=1`);
    assert.equal(body.data.list.length, 6);
    assert.equal(body.data.totalPage, 2);
    const [{ id: vid, video_url, video_image }] = body.data.list;
    const file = await readFile(
      join(dirname(offlineCatalogue), new URL(video_url).pathname.split('/').at(-1) ?? ''),
    );
    const part = await fetch(video_url, { headers: { Range: 'bytes=100-199' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('Content-Type'), 'video/mp4');
    assert.equal(part.headers.get('Content-Range'), `bytes 100-199/${file.length}`);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), file.subarray(100, 200));
    const whole = await fetch(video_url);
    const etag = whole.headers.get('ETag') ?? '';
    const sha = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');
    assert.equal(sha(Buffer.from(await whole.arrayBuffer())), sha(file));
    // Without a Cache-Control of its own, fetch would ask for a fresh copy.
    const revalidate = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
    const known = await fetch(video_url, { headers: revalidate });
    assert.equal(known.status, 304);
    const poster = await fetch(video_image);
    assert.equal(poster.headers.get('Content-Type'), 'image/jpeg');
    await poster.arrayBuffer();
    const { body: stored } = await comment(url, { vid, nick: '路人', content: '👍 好看' });
    assert.equal(stored.code, 0);
    const { body: listed } = await ask(`${url}/commentList?vid=${vid}`);
    assert.equal(listed.data[0].content, '👍 好看');
    assert.equal(listed.data[0].nick, '路人');
    return vid as number;
  };

  it('works with nothing configured, and keeps what was written', async () => {
    const url = await startWith();
    const vid = await walkThrough(url);
    assert.match(started.stores.videos ?? '', /SQLite/);
    await started.stop();
    const again = await startWith();
    const { body } = await ask(`${again}/commentList?vid=${vid}`);
    assert.equal(body.data.length, 1);
    assert.equal((await ask(`${again}/list`)).body.data.totalPage, 2);
  });

  it('does not hold up the event loop while SQLite writes', async () => {
    const url = await startWith({ COMMENT_LIMIT_ADDRESS: '0', RATE_LIMIT: '0' });
    const [{ id: vid }] = (await ask(`${url}/list`)).body.data.list;
    const { monitorEventLoopDelay } = await import('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (let round = 0; round < 20; round++) {
      const writes = Array.from({ length: 10 }, () => comment(url, { vid, content: '好看' }));
      await Promise.all([...writes, ask(`${url}/commentList?vid=${vid}`)]);
    }
    delay.disable();
    const p99 = delay.percentile(99) / 1e6;
    assert.ok(p99 < 100, `99 % of the turns under ${p99} ms`);
  });

  it('knows the user of a session and has WeChat check what he writes', async () => {
    const url = await startWith();
    const [{ id: vid }] = (await ask(`${url}/list`)).body.data.list;
    const login = weixin.login({ nickName: '小红', avatarUrl: 'https://wx.example.com/h.png' });
    const { body: told } = await comment(
      url,
      { vid, nick: '冒名', content: '真好看' },
      firstRequest(login),
    );
    assert.deepEqual([told.code, told.data.published], [0, true]);
    const later = { 'X-WX-Code': login.code };
    const doubtful = await comment(url, { vid, content: 'devcloud-review' }, later);
    assert.deepEqual([doubtful.status, doubtful.body.data.published], [200, false]);
    const risky = await comment(url, { vid, content: 'devcloud-risky' }, later);
    assert.deepEqual([risky.status, risky.body.msg], [403, '评论含有违规内容，未发布']);
    const { body } = await ask(`${url}/commentList?vid=${vid}`);
    assert.equal(body.data.length, 1);
    assert.equal(body.data[0].nick, '小红');
    assert.equal(body.data[0].avatar, 'https://wx.example.com/h.png');
  });

  it('refuses a session that has ended with the failure its clients know', async () => {
    const url = await startWith();
    const { status, body } = await comment(
      url,
      { vid: 1, content: 'x' },
      { 'X-WX-Session': 'gone' },
    );
    assert.equal(status, 401);
    assert.equal(body['F2C224D4-2BCE-4C64-AF9F-A6D872000D1A'], 1);
    assert.equal(body.reason, 'ERR_SESSION_EXPIRED');
  });

  it('keeps a comment hidden while WeChat is down, and publishes it later by itself', async () => {
    const url = await startWith();
    const [{ id: vid }] = (await ask(`${url}/list`)).body.data.list;
    const login = weixin.login({ nickName: '小红', avatarUrl: '' });
    await ask(`${url}/list`, { headers: firstRequest(login) });
    weixin.faults.set({ errcode: -1 });
    const later = { 'X-WX-Code': login.code };
    const { status, body } = await comment(url, { vid, content: '等等再看' }, later);
    assert.deepEqual([status, body.data.published], [200, false]);
    const list = async () => (await ask(`${url}/commentList?vid=${vid}`)).body.data;
    assert.deepEqual(await list(), []);
    weixin.faults.clear();
    while ((await list()).length === 0) await new Promise(setImmediate);
    assert.equal((await list())[0].content, '等等再看');
  });

  it('refuses what the word list names when nobody can be asked', async () => {
    const url = await startWith({ WECHAT_APP_ID: '', WECHAT_APP_SECRET: '' });
    const { status } = await comment(url, { vid: 1, content: '专业 代开发票' });
    assert.equal(status, 403);
  });

  describe('with MYSQL_URL, on an empty database', () => {
    const mysqlUrl = useDatabase();

    it('works the same with no other step, also from two processes at once', async () => {
      const more = { MYSQL_URL: mysqlUrl() };
      const other = await start({
        env: { VIDEO_PORT: '0', DATA_DIR: dir(), ...more },
        logger: createLogger({ name: 'video', level: 'silent' }),
      });
      try {
        const url = await startWith(more);
        const vid = await walkThrough(url);
        assert.match(started.stores.videos ?? '', /MySQL/);
        const { body } = await ask(`${other.url}/applet/video/commentList?vid=${vid}`);
        assert.equal(body.data[0].content, '👍 好看');
      } finally {
        await other.stop();
      }
    });
  });
});

describe('the settings of the service', () => {
  const logger = createLogger({ name: 'video', level: 'silent' });

  it('are demanded by name in production', async () => {
    const env: Record<string, string> = { NODE_ENV: 'production', VIDEO_PORT: '0' };
    for (const [name, value] of [
      ['MYSQL_URL', 'mysql://u:p@127.0.0.1:1/d'],
      ['REDIS_URL', 'redis://127.0.0.1:1'],
      ['WECHAT_APP_ID', 'wx1'],
      ['WECHAT_APP_SECRET', 's'],
    ] as const) {
      await assert.rejects(start({ env, logger }), {
        name: 'SettingsError',
        message: new RegExp(`^${name} is not set`),
      });
      env[name] = value;
    }
    env.WORD_LIST_FILE = '/nowhere/words.txt';
    await assert.rejects(start({ env, logger }), { message: /^WORD_LIST_FILE names a file/ });
  });
});
