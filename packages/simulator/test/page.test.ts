/** The page around the phones: frame, second phone, panel, reload on change. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchSimulator } from '../src/testing/index';
import { browserSuite, CONFORMANCE, chromiumPath, WITHOUT } from './support';

browserSuite('the page around the phones', (sim) => {
  it('opens a second phone with another user', async () => {
    const { page } = await sim().framed();
    const first = page.frameLocator('iframe').first();
    await first.locator('#title').waitFor();
    await page.getByRole('button', { name: /Second phone|第二台手机/ }).click();
    const second = page.frameLocator('iframe').nth(1);
    await second.locator('#title').click();
    assert.equal(await first.locator('#title').textContent(), 'Hello');
    assert.equal(await second.locator('#title').textContent(), 'tapped first 7');
  });

  it('shows what the program prints and stores, and its pages', async () => {
    const { page } = await sim().framed();
    const frame = page.frameLocator('iframe').first();
    await frame.locator('#title').waitFor();
    const inner = page.frames()[1];
    await inner?.evaluate(() => {
      console.log('printed', { a: 1 });
      (
        globalThis as unknown as { wx: { setStorageSync(k: string, v: unknown): void } }
      ).wx.setStorageSync('key', [1, 2]);
    });
    await page.locator('.pane >> text=printed').waitFor();
    await page.getByRole('tab', { name: /Storage|存储/ }).click();
    await page.locator('.pane >> text=key').waitFor();
    await page.getByRole('tab', { name: /Pages|页面/ }).click();
    await page.locator('.pane >> text=pages/home/home').waitFor();
  });

  it('gives the whole screen to the program on a phone', async () => {
    const { page } = await sim().framed({ width: 390, height: 800 });
    await page.waitForURL('**/__sim/phone');
    await page.locator('#title').waitFor();
  });
});

describe(`a saved file${WITHOUT}`, function suite() {
  this.timeout(30_000);

  it('shows in the phone, with the page stack kept', async function run() {
    if (chromiumPath === undefined) this.skip();
    const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
    cpSync(CONFORMANCE, dir, { recursive: true });
    const sim = await launchSimulator({
      appDir: dir,
      watch: true,
      login: null,
      executablePath: chromiumPath,
    });
    try {
      const phone = await sim.phone();
      await phone.tap('#open');
      await phone.find('#query').waitFor();
      const file = path.join(dir, 'pages/second/second.wxml');
      writeFileSync(file, `<view id="fresh">fresh</view>${readFileSync(file, 'utf8')}`);
      await phone.find('#fresh').waitFor();
      assert.deepEqual(await phone.stack(), ['pages/home/home', 'pages/second/second']);
      const sheet = path.join(dir, 'pages/second/second.wxss');
      writeFileSync(sheet, `${readFileSync(sheet, 'utf8')} #fresh { color: rgb(1, 2, 3); }`);
      await phone.page.waitForFunction(
        () =>
          getComputedStyle(document.querySelector('#fresh') as Element).color === 'rgb(1, 2, 3)',
      );
      writeFileSync(file, '<view>{{</view>');
      await phone.page.locator('.sim-fail >> text=second.wxml:1:9').waitFor();
    } finally {
      await sim.close();
      rmSync(dir, { recursive: true });
    }
  });
});
