/** What is not there: fails in WeChat's way, is listed by the build, in the page's panel, and asked for by canIUse. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBuilder } from '../src/build/bundle';
import { browserSuite, run } from './support';

const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
writeFileSync(path.join(dir, 'app.json'), '{"pages":["p"]}');
writeFileSync(path.join(dir, 'p.wxml'), '<view id="p">p</view>');
writeFileSync(
  path.join(dir, 'p.js'),
  `Page({
    callback(done) { wx.openBluetoothAdapter({ fail: done, complete() {} }); },
    promise() { return wx.startBeaconDiscovery(); },
    manager(done) { const one = wx.getBackgroundAudioManager(); one.onError(done); one.play(); },
    cloud() { wx.cloud.init({}); return wx.cloud.callFunction({ name: 'x' }); },
    listen() { wx.onBluetoothDeviceFound(() => {}); return wx.madeUp === undefined; },
  })`,
);

browserSuite(
  'an API that is not there',
  (sim) => {
    after(() => rmSync(dir, { recursive: true, force: true }));

    it('fails, by callback and by promise, with the same words', async () => {
      const phone = await sim().phone();
      const page = 'getCurrentPages()[0]';
      assert.deepEqual(await run(phone, `${page}.callback(done)`), {
        errMsg: 'openBluetoothAdapter:fail not supported in the simulator',
      });
      assert.equal(
        await run(phone, `${page}.promise().catch(({ errMsg }) => done(errMsg))`),
        'startBeaconDiscovery:fail not supported in the simulator',
      );
      assert.deepEqual(await run(phone, `${page}.manager(done)`), {
        errMsg: 'getBackgroundAudioManager:fail not supported in the simulator',
      });
      assert.equal(
        await run(phone, `${page}.cloud().catch(({ errMsg }) => done(errMsg))`),
        'cloud.callFunction:fail not supported in the simulator',
      );
      assert.equal(await phone.page.evaluate(`${page}.listen()`), true);
      assert.equal(await phone.page.evaluate('wx.canIUse("openBluetoothAdapter")'), false);
    });

    it('is listed by the build with the file that uses it', async () => {
      const { warnings } = await createBuilder(dir, '/f/').build();
      const names = [
        ...['openBluetoothAdapter', 'startBeaconDiscovery', 'getBackgroundAudioManager'],
        ...['cloud', 'onBluetoothDeviceFound', 'madeUp'],
      ];
      assert.deepEqual(
        warnings.map(({ file, level, message }) => `${level} ${file} ${message}`),
        names.map((name) => `warning p.js wx.${name} is not supported in the simulator`),
      );
    });

    it('is listed in the console panel at start', async () => {
      const { page } = await sim().framed();
      const line = page.locator('.pane .line.warn').first();
      await line.waitFor();
      assert.match(
        (await line.textContent()) ?? '',
        /not supported in the simulator: wx\.openBluetoothAdapter \(p\.js\), wx\.startBeaconDiscovery \(p\.js\)/,
      );
    });
  },
  { appDir: dir },
);
