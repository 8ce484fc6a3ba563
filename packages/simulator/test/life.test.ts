/** The program's life around its pages: tabs, background, theme, the limits of the stack, relations of components. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserSuite } from './support';

const page = (name: string) => `
const app = getApp();
const say = (what) => app.log.push('${name} ' + what);
Page({
  data: { n: 0 },
  onLoad() { say('load'); }, onShow() { say('show'); }, onHide() { say('hide'); }, onUnload() { say('unload'); },
  onPullDownRefresh() { say('refresh'); },
  onTabItemTap(item) { say('tab ' + item.index); },
});`;

const FILES: Readonly<Record<string, string>> = {
  'app.json': JSON.stringify({
    pages: ['a/a', 'b/b', 'c/c'],
    darkmode: true,
    window: { navigationBarTitleText: '@title', navigationBarBackgroundColor: '@bar' },
    tabBar: {
      list: [
        { pagePath: 'a/a', text: 'A' },
        { pagePath: 'b/b', text: 'B' },
      ],
    },
  }),
  'theme.json': JSON.stringify({
    light: { bar: '#ffffff', title: 'Light' },
    dark: { bar: '#123456', title: 'Dark' },
  }),
  'app.js':
    "App({ log: [], onShow() { this.log.push('app show'); }, onHide() { this.log.push('app hide'); } });",
  'app.wxss': '@media (prefers-color-scheme: dark) { page { background: rgb(9, 9, 9); } }',
  'a/a.js': page('a'),
  'a/a.wxml': '<view id="a">a</view>',
  'b/b.js': page('b'),
  'b/b.wxml':
    '<parent><child id="one" name="1" /><view><child name="2" /></view></parent><gen generic:item="child" />',
  'b/b.json': JSON.stringify({
    usingComponents: { parent: '/x/parent', child: '/x/child', gen: '/x/gen' },
  }),
  'c/c.js': page('c'),
  'c/c.json': '{"enablePullDownRefresh":true}',
  'c/c.wxml': '<view id="c">c</view>',
  'x/parent.json': '{"component":true}',
  'x/parent.wxml': '<view id="count">{{names}}</view><slot />',
  'x/parent.js':
    "Component({ data: { names: '' }, relations: { './child': { type: 'descendant', linked(t) { this.setData({ names: this.data.names + t.data.name }); } } } });",
  'x/child.json': '{"component":true}',
  'x/child.wxml': '<text>child {{name}}</text>',
  'x/child.js':
    "const shared = require('./shared'); Component({ behaviors: [shared], relations: { './parent': { type: 'ancestor' } } });",
  'x/shared.js':
    "module.exports = Behavior({ properties: { name: { type: String, value: 'none' } } });",
  'x/gen.json': '{"component":true,"componentGenerics":{"item":true}}',
  'x/gen.wxml': '<item id="generic" name="g" />',
  'x/gen.js': 'Component({});',
};

const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), text);
}

browserSuite(
  'the life of a program',
  (sim) => {
    after(() => rmSync(dir, { recursive: true, force: true }));

    const log = (phone: { page: import('playwright-core').Page }) =>
      phone.page.evaluate(() =>
        (globalThis as unknown as { getApp(): { log: string[] } }).getApp().log.splice(0),
      );

    it('keeps the pages of tabs and tells them of taps', async () => {
      const phone = await sim().phone();
      assert.deepEqual(await log(phone), ['app show', 'a load', 'a show']);
      await phone.page.locator('.sim-tabs').getByText('B').click();
      assert.deepEqual(await log(phone), ['a hide', 'b load', 'b show', 'b tab 1']);
      await phone.page.locator('.sim-tabs').getByText('A').click();
      assert.deepEqual(await log(phone), ['b hide', 'a show', 'a tab 0']);
      await assert.rejects(
        phone.wx('navigateTo', { url: '/b/b' }),
        /navigateTo:fail can not navigateTo a tabbar page/,
      );
    });

    it('refreshes by a pull, once, and stops', async () => {
      const phone = await sim().phone({ path: 'c/c' });
      const pull = async () => {
        await phone.page.mouse.move(100, 200);
        await phone.page.mouse.down();
        await phone.page.mouse.move(100, 420, { steps: 5 });
        await phone.page.mouse.up();
      };
      await pull();
      await pull();
      assert.deepEqual((await log(phone)).slice(-1), ['c refresh']);
      assert.equal(await phone.page.locator('.sim-refresher.sim-active').count(), 1);
      await phone.wx('stopPullDownRefresh');
      assert.equal(await phone.page.locator('.sim-refresher.sim-active').count(), 0);
    });

    it('unloads what is left behind', async () => {
      const phone = await sim().phone();
      await phone.wx('navigateTo', { url: '/c/c' });
      await log(phone);
      await phone.wx('switchTab', { url: '/b/b' });
      assert.deepEqual(await log(phone), ['c unload', 'b load', 'b show']);
      await phone.wx('reLaunch', { url: '/c/c' });
      assert.deepEqual((await log(phone)).slice(-2), ['c load', 'c show']);
    });

    it('opens at most ten pages', async () => {
      const phone = await sim().phone();
      for (let count = 0; count < 9; count += 1) await phone.wx('navigateTo', { url: '/c/c' });
      await assert.rejects(phone.wx('navigateTo', { url: '/c/c' }), /webview count limit exceed/);
    });

    it('hears of going to the background and back', async () => {
      const phone = await sim().phone();
      await log(phone);
      await phone.setVisible(false);
      await phone.setVisible(true);
      assert.deepEqual(await log(phone), ['a hide', 'app hide', 'app show', 'a show']);
    });

    it('follows the theme, in its JSON and in its styles', async () => {
      const phone = await sim().phone({ theme: 'dark' });
      assert.equal(
        await phone.page.evaluate(() => window.__sim.phone.router.top?.nav.title),
        'Dark',
      );
      const background = await phone
        .find('page')
        .evaluate((element) => getComputedStyle(element).backgroundColor);
      assert.equal(background, 'rgb(9, 9, 9)');
    });

    it('links related components, shares behaviors, takes generics', async () => {
      const phone = await sim().phone({ path: 'b/b' });
      assert.equal(await phone.text('#count'), '12');
      assert.equal(await phone.text('#generic'), 'child g');
    });
  },
  { appDir: dir },
);
