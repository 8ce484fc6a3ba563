/** A tab bar that the program draws itself. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserSuite } from './support';

const page = (selected: number) => `Page({
  onShow() { this.getTabBar().setData({ selected: ${selected} }); },
});`;

const FILES: Readonly<Record<string, string>> = {
  'app.json': JSON.stringify({
    pages: ['a/a', 'b/b'],
    tabBar: {
      custom: true,
      list: [
        { pagePath: 'a/a', text: 'A' },
        { pagePath: 'b/b', text: 'B' },
      ],
    },
  }),
  'a/a.js': page(0),
  'a/a.wxml': '<view id="a">a</view>',
  'b/b.js': page(1),
  'b/b.wxml': '<view id="b">b</view>',
  'custom-tab-bar/index.json': '{"component":true}',
  'custom-tab-bar/index.wxml':
    '<view class="bar"><view wx:for="{{list}}" wx:key="*this" id="to-{{item}}" class="{{index === selected ? \'on\' : \'\'}}" bindtap="go" data-to="{{item}}">{{item}}</view></view>',
  'custom-tab-bar/index.wxss':
    '.bar { position: fixed; left: 0; right: 0; bottom: 0; } .on { color: rgb(1, 2, 3); }',
  'custom-tab-bar/index.js': `Component({
    data: { selected: -1, list: ['a', 'b'] },
    methods: { go({ currentTarget: { dataset } }) { wx.switchTab({ url: '/' + dataset.to + '/' + dataset.to }); } },
  });`,
};

const dir = mkdtempSync(path.join(tmpdir(), 'weapp-sim-'));
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  writeFileSync(path.join(dir, name), text);
}

browserSuite(
  "a program's own tab bar",
  (sim) => {
    after(() => rmSync(dir, { recursive: true, force: true }));

    it('stands on each page of a tab, knows which it is, and leads to the others', async () => {
      const phone = await sim().phone();
      const colour = (id: string) =>
        phone.find(id).evaluate((element) => getComputedStyle(element).color);
      assert.equal(await colour('#to-a'), 'rgb(1, 2, 3)');
      await phone.tap('#to-b');
      await phone.find('#b').waitFor();
      assert.equal(await colour('#to-b'), 'rgb(1, 2, 3)');
      assert.notEqual(await colour('#to-a'), 'rgb(1, 2, 3)');
      assert.deepEqual(await phone.stack(), ['b/b']);
    });
  },
  { appDir: dir },
);
