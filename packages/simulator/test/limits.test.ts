/** Limits and ends of transfers: ten at once, time, abort, progress, a download to a path. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SimPhone } from '../src/testing/index';
import { browserSuite, run } from './support';

browserSuite('a transfer', (sim) => {
  let server: Server;
  let origin = '';
  let phone: SimPhone;
  const held: ServerResponse[] = [];
  let waiting: (() => void) | undefined;

  /** Holds requests for `/held` until they are let go; answers all others. */
  function answer(req: IncomingMessage, res: ServerResponse) {
    if (req.url?.startsWith('/held')) {
      held.push(res);
      waiting?.();
      return;
    }
    req.resume();
    req.on('end', () => res.end('x'.repeat(2000)));
  }

  /** Settles when so many requests are held. */
  async function holds(count: number): Promise<void> {
    while (held.length < count)
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
  }

  before(async () => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    phone = await sim().phone();
    await phone.wx('getFileSystemManager');
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('waits when ten are under way, and goes on when one ends', async () => {
    const all = run<{ ended: number; most: number }>(
      phone,
      `let under = 0, most = 0, ended = 0;
       const { send } = XMLHttpRequest.prototype;
       XMLHttpRequest.prototype.send = function (body) {
         most = Math.max(most, ++under);
         this.addEventListener('readystatechange', () => this.readyState === 4 && (under -= 1));
         return send.call(this, body);
       };
       const end = () => {
         if (++ended < 12) return;
         XMLHttpRequest.prototype.send = send;
         done({ ended, most });
       };
       for (let index = 0; index < 12; index += 1)
         wx.request({ url: '${origin}/held?' + index, success: end, fail });`,
    );
    for (let answered = 0; answered < 12; answered += 1) {
      await holds(1);
      held.shift()?.end('ok');
    }
    assert.deepEqual(await all, { ended: 12, most: 10 });
  });

  it('fails when its time is over', async () => {
    await assert.rejects(
      phone.wx('request', { url: `${origin}/held`, timeout: 50 }),
      /request:fail timeout/,
    );
  });

  it('aborts an upload, once it has told how far it is', async () => {
    const result = await run<{ errMsg: string; task: string[] }>(
      phone,
      `const path = wx.env.USER_DATA_PATH + '/big.bin';
       wx.getFileSystemManager().writeFile({ filePath: path, data: 'x'.repeat(300000), success() {
         const task = wx.uploadFile({
           url: '${origin}/held', filePath: path, name: 'f',
           fail: ({ errMsg }) => done({ errMsg, task: Object.keys(task).sort() }),
         });
         task.onProgressUpdate(({ progress, totalBytesSent, totalBytesExpectedToSend }) => {
           if (progress > 0 && totalBytesSent <= totalBytesExpectedToSend) task.abort();
         });
       } });`,
    );
    assert.equal(result.errMsg, 'uploadFile:fail abort');
    for (const name of ['abort', 'onProgressUpdate', 'offProgressUpdate', 'onHeadersReceived'])
      assert.ok(result.task.includes(name), name);
  });

  it('says which file there is not to upload', async () => {
    await assert.rejects(
      phone.wx('uploadFile', { url: origin, filePath: 'http://tmp/none.png', name: 'f' }),
      /uploadFile:fail file not found/,
    );
  });

  it('downloads to a path, and tells how far it is', async () => {
    const result = await run<Record<string, unknown>>(
      phone,
      `const steps = [];
       const task = wx.downloadFile({
         url: '${origin}/file.txt',
         filePath: wx.env.USER_DATA_PATH + '/there.txt',
         success: (result) => done({ ...result, steps, header: undefined, cookies: undefined,
           text: wx.getFileSystemManager().readFileSync(result.filePath, 'utf8').length }),
         fail,
       });
       task.onProgressUpdate(({ totalBytesWritten }) => steps.push(totalBytesWritten));`,
    );
    assert.match(String(result.filePath), /\/there\.txt$/);
    assert.equal(result.tempFilePath, undefined);
    assert.deepEqual(
      [result.statusCode, result.text, result.errMsg],
      [200, 2000, 'downloadFile:ok'],
    );
    assert.equal((result.steps as number[]).at(-1), 2000);
  });

  it('gives a promise without callbacks, and a task either way', async () => {
    const kinds = await run<unknown[]>(
      phone,
      `const promised = wx.request({ url: '${origin}/' });
       const called = wx.request({ url: '${origin}/', success() {} });
       promised.then(({ statusCode }) => done([statusCode, typeof promised.abort, typeof called.then, typeof called.abort]));`,
    );
    assert.deepEqual(kinds, [200, 'function', 'undefined', 'function']);
  });

  it('fails a call that lacks its address, as WeChat words it', async () => {
    await assert.rejects(
      phone.wx('request', {}),
      /request:fail parameter error: parameter\.url should be String instead of Undefined;/,
    );
  });
});
