/** Files with ranges, conditions, types, and nothing outside the folder. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { antiLeechSign, createVodStandIn, type VodStandInOptions } from '../../src/index';

const CONTENT = '0123456789abcdef';
const MODIFIED = 'Thu, 01 Jan 2026 00:00:00 GMT';

describe('the VOD stand-in', () => {
  let root: string;
  let dir: string;
  let server: Server;
  let url: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'vod-'));
    dir = join(root, 'files');
    await mkdir(join(dir, 'posters'), { recursive: true });
    await writeFile(join(root, 'secret.txt'), 'secret');
    for (const name of ['a.mp4', 'a.jpg', 'a.png', 'a.webp', 'a.m3u8', '.hidden', '片 花.mp4'])
      await writeFile(join(dir, name), CONTENT);
    await writeFile(join(dir, 'posters', 'b.jpg'), 'poster');
    await writeFile(join(dir, 'empty.mp4'), '');
    await utimes(join(dir, 'a.mp4'), new Date(MODIFIED), new Date(MODIFIED));
    [server, url] = await serve({ dir });
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await rm(root, { recursive: true, force: true });
  });

  async function serve(options: VodStandInOptions): Promise<[Server, string]> {
    const vod = createVodStandIn(options);
    const made = createServer(async (req, res) => {
      if (!(await vod.handle(req, res))) res.writeHead(404).end('not the stand-in');
    }).listen(0, '127.0.0.1');
    await once(made, 'listening');
    return [made, `http://127.0.0.1:${(made.address() as AddressInfo).port}/devcloud/vod/`];
  }

  const get = (headers: Record<string, string> = {}, name = 'a.mp4', method = 'GET') =>
    fetch(url + name, { method, headers });

  it('serves a file with its length, time and a strong ETag', async () => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await get({}, 'a.mp4', method);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-length'), '16');
      assert.equal(answer.headers.get('last-modified'), MODIFIED);
      assert.equal(answer.headers.get('accept-ranges'), 'bytes');
      assert.match(answer.headers.get('etag') ?? '', /^"[^"]+"$/);
      assert.equal(await answer.text(), method === 'GET' ? CONTENT : '');
    }
    assert.equal(await (await get({}, encodeURI('片 花.mp4'))).text(), CONTENT);
    assert.equal(await (await get({}, 'posters/b.jpg')).text(), 'poster');
    assert.equal((await get({}, 'empty.mp4')).headers.get('content-length'), '0');
  });

  const types = {
    'a.mp4': 'video/mp4',
    'a.jpg': 'image/jpeg',
    'a.png': 'image/png',
    'a.webp': 'image/webp',
    'a.m3u8': 'application/vnd.apple.mpegurl',
  };
  for (const [name, type] of Object.entries(types))
    it(`says that ${name} is ${type}`, async () => {
      assert.equal((await get({}, name, 'HEAD')).headers.get('content-type'), type);
    });

  const ranges: Array<[range: string, status: number, body: string, contentRange?: string]> = [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/16'],
    ['bytes=10-', 206, 'abcdef', 'bytes 10-15/16'],
    ['bytes=-2', 206, 'ef', 'bytes 14-15/16'],
    ['bytes=-99', 206, CONTENT, 'bytes 0-15/16'],
    ['bytes=12-99', 206, 'cdef', 'bytes 12-15/16'],
    ['bytes=16-', 416, '', 'bytes */16'],
    ['bytes=0-0,4-4', 200, CONTENT],
    ['bytes=x', 200, CONTENT],
  ];
  for (const [range, status, body, contentRange] of ranges)
    it(`answers ${range} with ${status}`, async () => {
      const answer = await get({ range });
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-range'), contentRange ?? null);
      assert.equal(await answer.text(), body);
    });

  it('answers conditions', async () => {
    const etag = (await get()).headers.get('etag') ?? '';
    const later = 'Thu, 01 Jan 2026 00:00:01 GMT';
    const earlier = 'Wed, 31 Dec 2025 23:59:59 GMT';
    const range = 'bytes=0-1';
    const expected: Array<[headers: Record<string, string>, status: number]> = [
      [{ 'if-none-match': etag }, 304],
      [{ 'if-none-match': '"x"' }, 200],
      [{ 'if-modified-since': MODIFIED }, 304],
      [{ 'if-modified-since': earlier }, 200],
      [{ 'if-match': '"x"' }, 412],
      [{ 'if-unmodified-since': earlier }, 412],
      [{ 'if-range': etag, range }, 206],
      [{ 'if-range': '"x"', range }, 200],
      [{ 'if-range': later, range }, 206],
      [{ 'if-range': earlier, range }, 200],
    ];
    for (const [headers, status] of expected) {
      // Without it fetch asks for a reload, which no condition answers.
      const answer = await get({ ...headers, 'cache-control': 'max-age=0' });
      await answer.arrayBuffer();
      assert.equal(answer.status, status, JSON.stringify(headers));
    }
  });

  it('gives nothing outside its folder, no folders and no hidden files', async () => {
    const { hostname, port } = new URL(url);
    const status = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const sending = request({ hostname, port, path }, (res) => {
          res.resume();
          resolve(res.statusCode ?? 0);
        });
        sending.on('error', reject).end();
      });
    const paths = [
      '../secret.txt',
      '%2e%2e/secret.txt',
      '..%2fsecret.txt',
      'posters/../../secret.txt',
      '/secret.txt',
      '%2fetc%2fpasswd',
      '..%5csecret.txt',
      'a.mp4%00.jpg',
      '%ff',
      '.hidden',
      'posters',
      'posters/',
      '',
      'none.mp4',
      'a.mp4/',
    ];
    for (const path of paths) assert.equal(await status(`/devcloud/vod/${path}`), 404, path);
    assert.equal(await status('/devcloud/other'), 404);
  });

  it('takes GET and HEAD only', async () => {
    const answer = await get({}, 'a.mp4', 'PUT');
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'GET, HEAD');
  });

  it('does not exist in production', () => {
    assert.throws(() => createVodStandIn({ dir, nodeEnv: 'production' }), /production/);
  });

  describe('with a key against leeching', () => {
    const KEY = '24FEQmTzro4V5u3D5epW';
    const NOW = 0x5a71afc0 * 1000;
    let guarded: Server;
    let address: string;
    before(async () => {
      [guarded, address] = await serve({ dir, antiLeechKey: KEY, clock: () => NOW });
    });
    after(() => {
      guarded.close();
      guarded.closeAllConnections();
    });

    const status = async (name: string, query: Record<string, string>) =>
      (await fetch(`${address}${name}?${new URLSearchParams(query)}`)).status;
    const signed = (fields: { t: string; us?: string; exper?: string; rlimit?: string }) => ({
      ...fields,
      sign: antiLeechSign(KEY, '/devcloud/vod/', fields),
    });

    it('signs as the documentation does', () => {
      const sign = (more = {}) =>
        antiLeechSign(KEY, '/dir1/dir2/', { t: '5a71afc0', us: '72d4cd1101', ...more });
      assert.equal(sign(), '3d8488faeb37d52d6bf63b63c1b171c3');
      assert.equal(sign({ rlimit: '3' }), 'c5214f0d5961b13acd558b4957c4dfc5');
      assert.equal(sign({ exper: '300' }), '547d98c4b91e81b5ea55c95cef63223f');
    });

    it('serves an address until its end', async () => {
      const good = signed({ t: '5a71afc1', us: 'x', exper: '300', rlimit: '3' });
      assert.equal(await status('a.mp4', good), 200);
      assert.equal(await status('a.mp4', signed({ t: '5a71afc0' })), 403);
      assert.equal(await status('a.mp4', signed({ t: '5A71AFFF' })), 403);
    });

    it('refuses an address that was changed or is not signed', async () => {
      const good = signed({ t: '5a71afc1', us: 'x' });
      assert.equal(await status('a.mp4', {}), 403);
      assert.equal(await status('a.mp4', { ...good, t: '5a71afc2' }), 403);
      assert.equal(await status('a.mp4', { ...good, us: 'y' }), 403);
      assert.equal(await status('a.mp4', { ...good, exper: '1' }), 403);
      assert.equal(await status('a.mp4', { ...good, sign: '0'.repeat(32) }), 403);
      assert.equal(await status('posters/b.jpg', good), 403);
      assert.equal(await status('a.jpg', good), 200);
    });
  });
});
