/** A mini-program of 2016, unchanged, on the platform: `APPLET_DIR=… npm start`. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { colorAt } from './support/canvas';
import { useStage } from './support/stage';

const program = join(__dirname, 'fixtures', 'program-2016');
const photo = join(__dirname, '..', 'apps', 'video', 'catalogue', 'aurora.jpg');

/** The colour of a point of the drawing, as red,green,blue,alpha. */
const pointAt = (phone: SimPhone, x: number, y: number) =>
  colorAt(phone.page.locator('wx-canvas canvas'), [x, y], 'px');

async function seeRed(phone: SimPhone, x: number, y: number): Promise<void> {
  const red = '216,30,6,255';
  for (let turn = 0; turn < 100 && (await pointAt(phone, x, y)) !== red; turn++) {
    await phone.page.evaluate('new Promise(requestAnimationFrame)');
  }
  assert.equal(await pointAt(phone, x, y), red);
}

async function draw(phone: SimPhone, y: number): Promise<void> {
  const box = await phone.page.locator('wx-canvas').boundingBox();
  assert.ok(box);
  const { mouse } = phone.page;
  await mouse.move(box.x + 50, box.y + y);
  await mouse.down();
  await mouse.move(box.x + 150, box.y + y, { steps: 5 });
  await mouse.move(box.x + 250, box.y + y, { steps: 5 });
  await mouse.up();
}

describe('a mini-program of 2016 in the browser', function () {
  this.timeout(40_000);
  const stage = useStage({ APPLET_DIR: program });
  const open = (page: string, user?: string) =>
    stage().phone({ path: `pages/${page}`, ...(user && { user }) });

  it('uploads a photo, lists it, and deletes it by a long tap', async () => {
    const phone = await open('album/album');
    await phone.see('#count', '0');
    await phone.choose([photo], () => phone.tap('#add'));
    await phone.see('#text', '上传成功');
    await phone.reload();
    await phone.see('#count', '1');
    const box = await phone.page.locator('wx-image').first().boundingBox();
    assert.ok(box);
    await phone.page.mouse.move(box.x + 20, box.y + 20);
    await phone.page.mouse.down();
    await phone.see('#text', '已删除');
    await phone.page.mouse.up();
    await phone.see('#count', '0');
  });

  it('logs in by code and signature, saves a drawing, and finds it again', async () => {
    const phone = await open('draw/draw', 'user-2');
    await phone.see('#count', '0');
    await draw(phone, 100);
    await seeRed(phone, 150, 100);
    await phone.see('#saved', '已保存');
    await phone.reload();
    await phone.see('#count', '1');
    await seeRed(phone, 150, 100);
    // A code that the service does not know any more is answered by ERR_SESSION_EXPIRED.
    await phone.tap('#forget');
    await draw(phone, 200);
    await phone.see('#saved', '已保存');
  });

  it('shows every page of the trailers, and what is said about one', async () => {
    const phone = await open('movies/movies');
    await phone.see('#pages', '2');
    await phone.tap('#more');
    await phone.find('.movie').nth(6).waitFor();
    await phone.find('.movie').first().click();
    await phone.type('input#words', '2016 年的评论 👍');
    await phone.tap('#send');
    await phone.see('.comment', '小明：2016 年的评论 👍');
  });

  it('plays a game of two by Socket.IO of its time', async () => {
    const [ann, ben] = await Promise.all([
      open('game/game?uid=2016-a&uname=Ann', 'user-3'),
      open('game/game?uid=2016-b&uname=Ben', 'user-4'),
    ]);
    const both = [ann, ben];
    for (const phone of both) {
      await phone.find('#hi:not(:empty)').waitFor();
      await phone.tap('#join');
    }
    for (const phone of both) await phone.see('#state', '游戏开始');
    await ann.tap('#hand-2');
    await ben.tap('#hand-1');
    await ann.see('.user:has-text("Ben")', 'choice');
    for (const phone of both) await phone.see('#state', '结束');
    assert.deepEqual([await ann.text('#score'), await ben.text('#score')], ['2 1 1 1', '1 0 0 0']);
  });
});
