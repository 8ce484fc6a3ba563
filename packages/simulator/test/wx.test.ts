/** The wx object: calls, callbacks, errors. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { browserSuite } from './support';

browserSuite('wx storage', (sim) => {
  it('keeps the type of a value, apart for every user', async () => {
    const phone = await sim().phone();
    await phone.wx('setStorage', { key: 'a', data: { n: 1 } });
    assert.deepEqual((await phone.wx<{ data: object }>('getStorage', { key: 'a' })).data, { n: 1 });
    await phone.page.goto(`${sim().address}/__sim/phone?user=user-2`);
    await assert.rejects(phone.wx('getStorage', { key: 'a' }), /getStorage:fail data not found/);
    assert.equal(await phone.wx('getStorageSync', 'a'), '');
  });
});

browserSuite('wx dialogs', (sim) => {
  it('answers showModal with what was pressed', async () => {
    const phone = await sim().phone();
    const answer = phone.wx<{ confirm: boolean }>('showModal', { title: 'T', content: 'C' });
    await phone.overlay('.modal .confirm').click();
    assert.equal((await answer).confirm, true);
  });

  it('fails showActionSheet with cancel', async () => {
    const phone = await sim().phone();
    const answer = phone.wx('showActionSheet', { itemList: ['a', 'b'] });
    const rejected = assert.rejects(answer, /showActionSheet:fail cancel/);
    await phone.overlay('.sheet .cancel').click();
    await rejected;
  });

  it('shows a toast and takes it away', async () => {
    const phone = await sim().phone();
    await phone.wx('showToast', { title: 'saved', duration: 200 });
    assert.match((await phone.overlay('.toast').textContent()) ?? '', /saved/);
    await phone.overlay('.toast').waitFor({ state: 'detached' });
  });
});

browserSuite('wx files', (sim) => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('chooses a picture, measures it and saves it beyond a reload', async () => {
    const phone = await sim().phone();
    let chosen: Promise<{ tempFilePaths: string[] }> | undefined;
    await phone.choose([{ name: 'a.png', mimeType: 'image/png', buffer: png }], async () => {
      chosen = phone.wx('chooseImage', { count: 1, sizeType: ['original'] });
    });
    const [path = ''] = (await chosen)?.tempFilePaths ?? [];
    assert.match(path, /^http:\/\/tmp\/\w+\.png$/);
    assert.equal((await phone.wx<{ width: number }>('getImageInfo', { src: path })).width, 1);
    const { savedFilePath } = await phone.wx<{ savedFilePath: string }>('saveFile', {
      tempFilePath: path,
    });
    await phone.reload();
    const { fileList } = await phone.wx<{ fileList: { filePath: string; size: number }[] }>(
      'getSavedFileList',
    );
    assert.deepEqual(
      fileList.map(({ filePath, size }) => [filePath, size]),
      [[savedFilePath, png.length]],
    );
  });
});

browserSuite('wx network', (sim) => {
  let server: Server;
  let origin = '';

  before(async () => {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('requests another origin as a phone would, headers and status included', async () => {
    const phone = await sim().phone();
    const got = await phone.wx<{
      statusCode: number;
      data: { url: string; header: string };
      header: Record<string, string>;
    }>('request', {
      url: `${origin}/echo?x=1`,
      data: { y: 'ü' },
      header: { 'X-Test': 'yes' },
    });
    assert.equal(got.statusCode, 201);
    assert.deepEqual(got.data, {
      method: 'GET',
      url: '/echo?x=1&y=%C3%BC',
      header: 'yes',
      body: '',
    });
    assert.equal(got.header['X-Answer'], 'here');
  });

  it('fails as WeChat words it when there is no server', async () => {
    const phone = await sim().phone();
    await assert.rejects(
      phone.wx('request', { url: 'http://127.0.0.1:1/' }),
      /request:fail net::ERR_CONNECTION_REFUSED/,
    );
    assert.deepEqual(phone.errors, []);
  });

  it('aborts a request', async () => {
    const phone = await sim().phone();
    const message = await phone.page.evaluate(
      (url) =>
        new Promise((resolve) => {
          const { wx } = globalThis as unknown as { wx: { request(o: object): { abort(): void } } };
          const task = wx.request({
            url,
            fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg),
          });
          task.abort();
        }),
      `${origin}/slow`,
    );
    assert.equal(message, 'request:fail abort');
  });
});

function answer(req: IncomingMessage, res: ServerResponse) {
  if (req.url === '/slow') return;
  const parts: Buffer[] = [];
  req.on('data', (part) => parts.push(part));
  req.on('end', () => {
    res.writeHead(201, { 'content-type': 'application/json', 'x-answer': 'here' });
    res.end(
      JSON.stringify({
        method: req.method,
        url: req.url,
        header: req.headers['x-test'],
        body: Buffer.concat(parts).toString(),
      }),
    );
  });
}
