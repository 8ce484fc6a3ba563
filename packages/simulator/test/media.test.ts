/** Pictures, films and files: choosing, looking at, making smaller, saving. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { FILM, PICTURE } from './samples';
import { browserSuite, run } from './support';

browserSuite('a picture, a film or a file', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone();
  });

  it('chooses a film with its measures, and a picture beside it', async () => {
    let chosen: Promise<{ type: string; tempFiles: Record<string, unknown>[] }> | undefined;
    await phone.choose([FILM, PICTURE], async () => {
      chosen = phone.wx('chooseMedia', { count: 2, mediaType: ['mix'] });
    });
    const { type, tempFiles } = (await chosen) ?? { type: '', tempFiles: [] };
    assert.equal(type, 'mix');
    const [film, picture] = tempFiles;
    assert.deepEqual(
      [film?.fileType, film?.width, film?.height, film?.duration, film?.size],
      ['video', 32, 24, 1, FILM.buffer.length],
    );
    assert.match(String(film?.thumbTempFilePath), /^http:\/\/tmp\/\w+\.jpg$/);
    assert.equal(picture?.fileType, 'image');
    assert.match(String(picture?.tempFilePath), /^http:\/\/tmp\/\w+\.png$/);
  });

  it('is told when nothing was chosen', async () => {
    let rejected: Promise<void> | undefined;
    await phone.choose([], async () => {
      const chosen = phone.wx('chooseImage', { count: 1 });
      rejected = assert.rejects(chosen, /chooseImage:fail cancel/);
    });
    await rejected;
  });

  it('shows pictures one after the other by a swipe, and closes by a tap', async () => {
    const dot = (colour: string) =>
      `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect fill='${colour}' width='9' height='9'/%3E%3C/svg%3E`;
    const urls = [dot('red'), dot('green'), dot('blue')];
    await phone.wx('previewImage', { urls, current: urls[1] });
    const count = phone.overlay('.preview .count');
    assert.equal(await count.textContent(), '2 / 3');
    const swipe = async (from: number, to: number) => {
      await phone.page.mouse.move(from, 300);
      await phone.page.mouse.down();
      await phone.page.mouse.move(to, 310, { steps: 3 });
      await phone.page.mouse.up();
    };
    await swipe(300, 80);
    assert.equal(await count.textContent(), '3 / 3');
    await swipe(80, 300);
    assert.equal(await count.textContent(), '2 / 3');
    await phone.page.mouse.click(200, 500);
    await phone.overlay('.preview').waitFor({ state: 'detached' });
  });

  it('makes a picture smaller, measures it, and hands it to the person', async () => {
    const path = await run<string>(
      phone,
      `const canvas = wx.createOffscreenCanvas({ type: '2d', width: 40, height: 20 });
       canvas.getContext('2d').fillRect(0, 0, 40, 20);
       wx.canvasToTempFilePath({ canvas, success: ({ tempFilePath }) => done(tempFilePath), fail });`,
    );
    const small = await phone.wx('compressImage', { src: path, compressedWidth: 20, quality: 50 });
    const { width, height, type } = await phone.wx('getImageInfo', { src: small.tempFilePath });
    assert.deepEqual([width, height, type], [20, 10, 'jpeg']);
    const other = await sim().phone();
    const source = `data:image/png;base64,${PICTURE.buffer.toString('base64')}`;
    const copied = await other.wx('getImageInfo', { src: source });
    const download = other.page.waitForEvent('download');
    const saved = other.wx('saveImageToPhotosAlbum', { filePath: copied.path });
    await other.overlay('.modal .confirm').click();
    assert.match((await download).suggestedFilename(), /\.png$/);
    assert.equal((await saved).errMsg, 'saveImageToPhotosAlbum:ok');
  });

  it('writes, reads, lists and removes files', async () => {
    const result = await run(
      phone,
      `const fs = wx.getFileSystemManager();
       const root = wx.env.USER_DATA_PATH;
       fs.mkdirSync(root + '/box');
       fs.writeFileSync(root + '/box/a.txt', 'one', 'utf8');
       fs.appendFile({ filePath: root + '/box/a.txt', data: ' two', success() {
         const text = fs.readFileSync(root + '/box/a.txt', 'utf8');
         const list = fs.readdirSync(root + '/box');
         const { size } = fs.statSync(root + '/box/a.txt');
         fs.unlinkSync(root + '/box/a.txt');
         let error = '';
         try { fs.accessSync(root + '/box/a.txt'); } catch ({ message }) { error = message; }
         done([text, list, size, error]);
       }, fail });`,
    );
    assert.deepEqual(result, [
      'one two',
      ['a.txt'],
      7,
      "accessSync:fail no such file or directory, access 'http://usr/box/a.txt'",
    ]);
  });
});
