import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import { expectFailedRequests, useStage } from './support/stage';

const demos = ['album', 'game', 'drawing', 'video'];

describe('the home page', function () {
  this.timeout(30_000);
  const stage = useStage();

  it('shows the four demos, each of which opens and goes back', async () => {
    const phone = await stage().phone();
    for (const demo of demos) {
      await phone.tap(`navigator[data-demo="${demo}"]`);
      await waitFor(async () => (await phone.path()).startsWith(`${demo}/`));
      await phone.wx('navigateBack');
      await phone.find('.hero-title').waitFor();
    }
  });

  it('has logged in silently', async () => {
    const phone = await stage().phone();
    await waitFor(async () => await phone.wx('getStorageSync', 'weapp-samples:token'));
  });

  it('logs in again by itself when the server does not know the session any more', async () => {
    const key = 'weapp-samples:token';
    const phone = await stage().phone();
    await waitFor(async () => await phone.wx('getStorageSync', key));
    await phone.wx('setStorageSync', key, 'gone');
    await phone.tap('navigator[data-demo="drawing"]');
    await phone.see('text', '还没有画');
    assert.notEqual(await phone.wx('getStorageSync', key), 'gone');
  });

  it('fits a small phone: nothing is wider than the screen', async () => {
    const phone = await stage().phone({ size: { width: 320, height: 568 } });
    const widths = await phone
      .find('.home')
      .evaluate((home) => [home.scrollWidth, home.clientWidth]);
    assert.ok(Number(widths[0]) <= Number(widths[1]), String(widths));
  });
});

/** What is tapped, by page, on the narrowest phone. */
const tappedPages = [
  'pages/home/home',
  'pages/settings/settings',
  'album/pages/album/album',
  'game/pages/game/game',
  'drawing/pages/draw/draw?id=new&fresh=1',
  'video/pages/list/list',
];

describe('what is tapped', function () {
  this.timeout(30_000);
  const stage = useStage();

  for (const path of tappedPages) {
    it(`is as high as a finger on ${path.split('?')[0]}`, async () => {
      const phone = await stage().phone({ path, size: { width: 320, height: 568 } });
      const targets = phone.find('button, navigator, [role="button"], [role="radio"]');
      await targets.first().waitFor();
      for (const target of await targets.all()) {
        const box = await target.boundingBox();
        const label = await target.textContent();
        assert.ok(box && box.height >= 43.9 && box.width >= 34, `${label}: ${JSON.stringify(box)}`);
      }
    });
  }
});

describe('the settings page', function () {
  this.timeout(30_000);
  const stage = useStage();
  const open = () => stage().phone({ path: 'pages/settings/settings' });

  it('finds every service well', async () => {
    const phone = await open();
    await phone.tap('button.btn-primary');
    await phone.find('.finding').nth(3).waitFor();
    assert.equal(await phone.find('.mark.ok').count(), 4);
    // The session service answers 401 to the check, which has no session; browsers report that.
    expectFailedRequests(phone);
  });

  it('says what an address must look like', async () => {
    const phone = await open();
    await phone.type('#server', 'not an address');
    await phone.tap('button.btn-primary');
    await phone.see('.error', '请填写域名或地址');
  });

  it('says that nothing answers there, and finds the way back', async () => {
    const phone = await open();
    await phone.type('#server', 'http://127.0.0.1:9');
    await phone.tap('button.btn-primary');
    await phone.find('.mark.bad').nth(3).waitFor();
    assert.match(await phone.text('.bad-text'), /拒绝|连接不上/);
    expectFailedRequests(phone);
    await phone.tap('button:has-text("恢复默认地址")');
    await phone.tap('button.btn-primary');
    await phone.find('.mark.ok').nth(3).waitFor();
    expectFailedRequests(phone);
  });
});
