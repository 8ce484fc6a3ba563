/** Agreeing to a privacy guideline: by WeChat's own dialog, or by the program's. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PICTURE } from './samples';
import { browserSuite, run } from './support';

const FILES: Readonly<Record<string, string>> = {
  'app.json': '{"pages":["p"],"__usePrivacyCheck__":true}',
  'app.js': 'App({ asked: [] })',
  'p.wxml':
    '<button wx:if="{{asked}}" id="agree" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agree">ok</button>',
  'p.js': `Page({
    data: { asked: false },
    handle() {
      wx.onNeedPrivacyAuthorization((resolve, info) => {
        getApp().asked.push(info.referrer);
        this.resolve = resolve;
        this.setData({ asked: true });
        resolve({ event: 'exposureAuthorization' });
      });
    },
    agree() { this.setData({ asked: false }); this.resolve({ buttonId: 'agree', event: 'agree' }); },
    disagree() { this.setData({ asked: false }); this.resolve({ event: 'disagree' }); },
  })`,
};

const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), text);
}

browserSuite(
  'a privacy guideline',
  (sim) => {
    after(() => rmSync(dir, { recursive: true, force: true }));

    it('is asked for by a dialog before a private call, until it was agreed to', async () => {
      const phone = await sim().phone();
      assert.deepEqual(await phone.wx('getPrivacySetting'), {
        needAuthorization: true,
        privacyContractName: '《隐私保护指引》',
        errMsg: 'getPrivacySetting:ok',
      });
      const refused = run(
        phone,
        'wx.chooseImage({ fail: ({ errMsg, errno }) => done([errMsg, errno]) })',
      );
      await phone.overlay('.modal .cancel').click();
      assert.deepEqual(await refused, [
        'chooseImage:fail privacy permission is not authorized',
        104,
      ]);
      const agreed = phone.wx('requirePrivacyAuthorize');
      await phone.overlay('.modal .confirm').click();
      assert.equal((await agreed).errMsg, 'requirePrivacyAuthorize:ok');
      assert.equal((await phone.wx('getPrivacySetting')).needAuthorization, false);
      await phone.wx('requirePrivacyAuthorize');
    });

    it('is asked for by the program when it wants to, with the name of the call', async () => {
      const phone = await sim().phone();
      await phone.page.evaluate('getCurrentPages()[0].handle()');
      const refused = assert.rejects(
        phone.wx('setClipboardData', { data: 'x' }),
        /setClipboardData:fail privacy permission is not authorized/,
      );
      await phone.find('#agree').waitFor();
      await phone.page.evaluate('getCurrentPages()[0].disagree()');
      await refused;
      let chosen: Promise<{ tempFiles: object[] }> | undefined;
      await phone.choose([PICTURE], async () => {
        chosen = phone.wx('chooseMedia', { count: 1, mediaType: ['image'] });
        await phone.tap('#agree');
      });
      assert.equal((await chosen)?.tempFiles.length, 1);
      assert.deepEqual(await phone.page.evaluate('getApp().asked'), [
        'setClipboardData',
        'chooseMedia',
      ]);
      assert.equal((await phone.wx('getPrivacySetting')).needAuthorization, false);
    });

    it('can be read', async () => {
      const phone = await sim().phone();
      const opened = phone.wx('openPrivacyContract');
      await phone.overlay('text=隐私保护指引').first().waitFor();
      await phone.overlay('.modal .confirm').click();
      assert.equal((await opened).errMsg, 'openPrivacyContract:ok');
    });

    it('does not let a place be told that the program did not declare', async () => {
      const phone = await sim().phone();
      await assert.rejects(
        phone.wx('getLocation'),
        /getLocation:fail the api need to be declared in the requiredPrivateInfos field in app\.json\/ext\.json/,
      );
    });
  },
  { appDir: dir },
);
