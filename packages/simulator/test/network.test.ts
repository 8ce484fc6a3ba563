/** Uploads, downloads, sockets and login against a server of the test. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimulator, type Simulator } from '../src/index';
import { type Fixture, launchSimulator } from '../src/testing/index';
import { CONFORMANCE, chromiumPath, WITHOUT } from './support';

/** A platform as in production: the simulator at `/`, an API under the same origin. */
describe(`the simulator mounted in another server${WITHOUT}`, function suite() {
  this.timeout(30_000);
  let server: Server;
  let simulator: Simulator;
  let sim: Fixture;
  const logins: unknown[] = [];

  before(async function open() {
    if (chromiumPath === undefined) this.skip();
    simulator = createSimulator({
      appDir: CONFORMANCE,
      hosts: { 'www.qcloud.la': 'self' },
      watch: false,
    });
    server = createServer(async (req, res) => {
      if (!(await simulator.handle(req, res))) answer(req, res);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    sim = await launchSimulator({
      address: `http://127.0.0.1:${port}`,
      executablePath: chromiumPath,
    });
  });

  after(async () => {
    await sim?.close();
    await simulator?.close();
    server?.closeAllConnections();
    server?.close();
  });

  afterEach(() => sim.check());

  function answer(req: IncomingMessage, res: ServerResponse) {
    const parts: Buffer[] = [];
    req.on('data', (part) => parts.push(part));
    req.on('end', () => {
      const body = Buffer.concat(parts);
      if (req.url === '/devcloud/weixin/login') logins.push(JSON.parse(body.toString()));
      const login = {
        code: `code-${logins.length}`,
        userInfo: { nickName: 'N' },
        rawData: '{}',
        signature: 's',
        encryptedData: 'e',
        iv: 'i',
      };
      const found =
        req.url === '/devcloud/weixin/login'
          ? login
          : { url: req.url, type: req.headers['content-type'], body: body.toString('latin1') };
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
    });
  }

  it('sends requests for the configured host to the origin of the page', async () => {
    const phone = await sim.phone();
    const { data } = await phone.wx<{ data: { url: string } }>('request', {
      url: 'https://www.qcloud.la/applet/x?a=1',
    });
    assert.equal(data.url, '/applet/x?a=1');
  });

  it('encodes a form as its content type says', async () => {
    const phone = await sim.phone();
    const { data } = await phone.wx<{ data: { body: string; type: string } }>('request', {
      url: 'https://www.qcloud.la/form',
      method: 'POST',
      header: { 'content-type': 'application/x-www-form-urlencoded' },
      data: { a: '1 2', b: 'x' },
    });
    assert.deepEqual([data.body, data.type], ['a=1%202&b=x', 'application/x-www-form-urlencoded']);
  });

  it('uploads a file with its form fields and reports progress', async () => {
    const phone = await sim.phone();
    const result = await phone.page.evaluate(
      () =>
        new Promise<{ data: string; progress: number }>((resolve, reject) => {
          const { wx } = globalThis as unknown as {
            wx: Record<string, (...args: unknown[]) => unknown>;
          };
          const manager = wx.getFileSystemManager?.() as {
            writeFileSync(path: string, data: string): void;
          };
          const path = `${(wx.env as unknown as { USER_DATA_PATH: string }).USER_DATA_PATH}/a.txt`;
          manager.writeFileSync(path, 'hello file');
          let progress = 0;
          const task = wx.uploadFile?.({
            url: 'https://www.qcloud.la/upload',
            filePath: path,
            name: 'image',
            formData: { key: 'k' },
            success: ({ data }: { data: string }) => resolve({ data, progress }),
            fail: reject,
          }) as { onProgressUpdate(fn: (e: { progress: number }) => void): void };
          task.onProgressUpdate((event) => {
            progress = event.progress;
          });
        }),
    );
    const { body, type } = JSON.parse(result.data);
    assert.match(type, /^multipart\/form-data; boundary=/);
    assert.match(
      body,
      /name="key"\r\n\r\nk\r\n[\s\S]*name="image"; filename="a.txt"[\s\S]*hello file/,
    );
    assert.equal(result.progress, 100);
  });

  it('downloads into a temporary file', async () => {
    const phone = await sim.phone();
    const { tempFilePath } = await phone.wx<{ tempFilePath: string }>('downloadFile', {
      url: 'https://www.qcloud.la/a.json',
    });
    assert.match(tempFilePath, /^http:\/\/tmp\/\w+\.json$/);
    const { size } = await phone.wx<{ size: number }>('getFileInfo', { filePath: tempFilePath });
    assert.ok(size > 10);
  });

  it('logs in through the stand-in, and gives the profile of that login', async () => {
    const phone = await sim.phone({ user: 'user-2' });
    const { code } = await phone.wx<{ code: string }>('login');
    assert.equal(code, `code-${logins.length}`);
    const { user } = logins.at(-1) as { user: { nickName: string; avatarUrl: string } };
    assert.equal(user.nickName, '测试用户2');
    assert.match(user.avatarUrl, /^http:\/\/127\.0\.0\.1:\d+\/__sim\/avatars\/2\.svg$/);
    const { signature } = await phone.wx<{ signature: string }>('getUserInfo');
    assert.equal(signature, 's');
    assert.equal(logins.length, 1);
  });

  it('answers nothing that is not its own', async () => {
    const response = await fetch(`${sim.address}/other`);
    assert.equal((await response.json()).url, '/other');
  });

  it('refuses the relay without its token', async () => {
    const response = await fetch(
      `${sim.address}/__sim/relay?url=${encodeURIComponent('http://127.0.0.1:1/')}`,
    );
    assert.equal(response.status, 403);
  });

  it('serves no file outside the program', async () => {
    for (const path of ['..%2F..%2Fpackage.json', '%2e%2e/support.ts', '/etc/passwd']) {
      assert.equal((await fetch(`${sim.address}/__sim/files/${path}`)).status, 404, path);
    }
  });

  it('is ready at once, before anything is built', async () => {
    const start = performance.now();
    const other = createSimulator({ appDir: CONFORMANCE, watch: false });
    await other.ready;
    assert.ok(performance.now() - start < 100);
    await other.close();
  });

  it('rejects a folder without a program', async () => {
    const other = createSimulator({ appDir: __dirname, watch: false });
    await assert.rejects(other.ready, /no app\.json/);
    await other.close();
  });
});
