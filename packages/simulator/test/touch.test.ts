/** Fingers: taps, long presses, moves, on views, canvases and swipers, with a touch screen. */
import assert from 'node:assert/strict';
import type { CDPSession } from 'playwright-core';
import type { SimPhone } from '../src/testing/index';
import { browserSuite, heard, hears } from './support';

browserSuite('a finger', (sim) => {
  let phone: SimPhone;
  let session: CDPSession;

  before(async () => {
    phone = await sim().phone({ path: 'pages/touch/touch', touch: true });
    session = await phone.page.context().newCDPSession(phone.page);
  });

  beforeEach(() => heard(phone));

  const touch = (type: string, ...points: [x: number, y: number][]) =>
    session.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    });

  async function corner(selector: string): Promise<[x: number, y: number]> {
    const box = await phone.find(selector).boundingBox();
    return [box?.x ?? 0, box?.y ?? 0];
  }

  it('starts, ends and taps, with its place on the page', async () => {
    await phone.find('#pad').tap({ position: { x: 30, y: 20 } });
    assert.deepEqual(await hears(phone, 'pad', 'tap'), [
      ['pad', 'touchstart', 1, [30, 20]],
      ['pad', 'touchend', 0, [30, 20]],
      ['pad', 'tap', 0, [30, 20]],
    ]);
  });

  it('presses long, and then does not tap', async () => {
    const [x, y] = await corner('#pad');
    await touch('touchStart', [x + 30, y + 20]);
    const [, second] = await hears(phone, 'pad', 'longpress');
    assert.deepEqual(second, ['pad', 'longpress', 1, [30, 20]]);
    await touch('touchEnd');
    assert.deepEqual(
      (await hears(phone, 'pad', 'touchend')).map((one) => one[1]),
      ['touchend'],
    );
  });

  it('bubbles through captures, and stops where it is caught', async () => {
    await phone.find('#inner').tap();
    assert.deepEqual(
      (await hears(phone, 'outer', 'tap')).map((one) => one[0]),
      ['capture', 'inner', 'outer'],
    );
    await phone.find('#caught').tap();
    assert.deepEqual(
      (await hears(phone, 'caught', 'tap')).map((one) => one[0]),
      ['capture', 'caught'],
    );
  });

  it('draws on a canvas with coordinates of the canvas, one for each finger', async () => {
    const [x, y] = await corner('#paper');
    await touch('touchStart', [x + 10, y + 20]);
    await touch('touchMove', [x + 40, y + 50]);
    await touch('touchStart', [x + 40, y + 50], [x + 100, y + 60]);
    await touch('touchMove', [x + 50, y + 55], [x + 110, y + 70]);
    await touch('touchEnd');
    const events = (await heard(phone)) as unknown as [string, number[][]][];
    assert.deepEqual(events[0], ['touchstart', [[10, 20]]]);
    assert.deepEqual(events.at(-1), [
      'touchmove',
      [
        [50, 55],
        [110, 70],
      ],
    ]);
    assert.equal(
      await phone.page.evaluate(() => window.__sim.phone.router.top?.scroll.scrollTop),
      0,
    );
  });

  it('turns a swiper', async () => {
    const [x, y] = await corner('#slides');
    await touch('touchStart', [x + 300, y + 40]);
    for (const to of [250, 180, 100, 60]) await touch('touchMove', [x + to, y + 42]);
    await touch('touchEnd');
    assert.deepEqual(await hears(phone, 'slides', 'change'), [
      ['slides', 'change', { current: 1, currentItemId: '', source: 'touch' }],
    ]);
  });
});
