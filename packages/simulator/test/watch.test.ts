/** What a page watches: parts of it coming into sight, the size of the screen; and boxes that depend on it. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { browserSuite, type Heard, heard, hears } from './support';

browserSuite('a page that watches', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ path: 'pages/watch/watch' });
  });

  it('is told when an element comes into sight and leaves it', async () => {
    await phone.wx('pageScrollTo', { selector: '#mark', duration: 0 });
    await phone.page.waitForFunction(
      'getApp().globalData.heard.some((one) => one[0] === "mark" && one[2] === 1)',
    );
    const events = (await heard(phone)).filter(([id]) => id === 'mark');
    const [id, n, ratio, seen] = events.at(-1) as Heard;
    assert.deepEqual([id, n, ratio], ['mark', 7, 1]);
    const { boundingClientRect: box, relativeRect } = seen as {
      boundingClientRect: { top: number; height: number };
      relativeRect: { top: number; width: number };
    };
    assert.deepEqual([Math.round(box.top), box.height], [0, 100]);
    assert.deepEqual([relativeRect.top, relativeRect.width], [0, 390]);
    await phone.wx('pageScrollTo', { scrollTop: 0, duration: 0 });
    await phone.page.waitForFunction('getApp().globalData.heard.some((one) => one[2] === 0)');
  });

  it('is told of the screen at once and when it changes, and shows what fits', async () => {
    assert.equal(await phone.find('#narrow').isVisible(), true);
    assert.equal(await phone.find('#wide').isVisible(), false);
    await phone.page.reload();
    assert.deepEqual((await hears(phone, 'media', true as never)).at(-1), ['media', true]);
    await phone.page.setViewportSize({ width: 800, height: 400 });
    assert.deepEqual(await hears(phone, 'media', false as never), [['media', false]]);
    assert.equal(await phone.find('#narrow').isVisible(), false);
    assert.equal(await phone.find('#wide').isVisible(), true);
    assert.equal(await phone.find('#turned').isVisible(), true);
    await phone.page.setViewportSize({ width: 390, height: 844 });
  });

  it('lifts a portal out of what would clip it, and still hears it', async () => {
    const box = await phone.find('#portal').boundingBox();
    assert.deepEqual([box?.width, Math.round((box?.y ?? 0) + (box?.height ?? 0))], [390, 844]);
    await phone.tap('#portal');
    assert.ok((await hears(phone, 'portal', 'tap')).length > 0);
  });

  it('styles a shared component, and not an isolated one', async () => {
    const colour = (selector: string) =>
      phone.find(selector).evaluate((element) => getComputedStyle(element).color);
    assert.equal(await colour('#isolated text'), 'rgb(34, 34, 34)');
    assert.equal(await colour('#shares text'), 'rgb(1, 2, 3)');
  });
});
