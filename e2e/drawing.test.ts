import assert from 'node:assert/strict';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { waitFor } from '@weapp-samples/testkit';
import { colorAt } from './support/canvas';
import { expectFailedRequests, useStage } from './support/stage';

type Point = readonly [number, number];

const list = 'drawing/pages/list/list';
const cards = (phone: SimPhone) => phone.find('view.drawing');

/** Draws with the mouse; points are parts of the paper's width and height. */
async function draw(phone: SimPhone, ...points: readonly Point[]): Promise<void> {
  const box = await phone.find('canvas.paper').boundingBox();
  assert.ok(box);
  const at = ([x, y]: Point) => [box.x + x * box.width, box.y + y * box.height] as const;
  const [first = [0, 0], ...others] = points;
  await phone.page.mouse.move(...at(first));
  await phone.page.mouse.down();
  for (const point of others) await phone.page.mouse.move(...at(point), { steps: 6 });
  await phone.page.mouse.up();
}

/** Colour of the paper at a place, as `r,g,b,a`. */
const paperAt = (phone: SimPhone, place: Point) =>
  colorAt(phone.find('canvas.paper').locator('canvas'), place, 'part');

const saved = (phone: SimPhone) => phone.see('.save-text', '已保存');
const blank = '0,0,0,0';
const black = '35,38,45,255';
const red = '229,72,77,255';

/** Waits for the canvas: an editor paints once its paper has its size. */
async function seeColor(phone: SimPhone, place: Point, color: string): Promise<void> {
  const until = Date.now() + 5000;
  let found = '';
  while (Date.now() < until) {
    found = await paperAt(phone, place);
    if (found === color) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(found, color);
}

async function newDrawing(phone: SimPhone): Promise<void> {
  await phone.tap('button:has-text("画一幅"), view.new');
  await phone.find('canvas.paper').waitFor();
  await phone.see('.save-text', '自动保存');
  await waitFor(async () => {
    const { paper } = await phone.data<{ paper?: { width?: number } }>();
    return (paper?.width ?? 0) > 0;
  });
}

describe('drawing in the browser', function () {
  this.timeout(40_000);
  const stage = useStage();
  const phones: SimPhone[] = [];
  const open = async (user: string) => {
    const phone = await stage().phone({ path: list, user });
    phones.push(phone);
    return phone;
  };

  it('shows an empty list first', async () => {
    const phone = await open('user-1');
    await phone.see('text', '还没有画');
  });

  it('draws with the mouse, saves by itself, and shows it again after a reload', async () => {
    const phone = await open('user-1');
    await newDrawing(phone);
    await draw(phone, [0.2, 0.3], [0.8, 0.3]);
    await phone.tap('[aria-label="红色"]');
    await draw(phone, [0.5, 0.5], [0.5, 0.9]);
    assert.equal(await paperAt(phone, [0.5, 0.3]), black);
    assert.equal(await paperAt(phone, [0.5, 0.7]), red);
    assert.equal(await paperAt(phone, [0.2, 0.7]), blank);
    await saved(phone);
    await phone.reload();
    await cards(phone).first().waitFor();
    const picture = await phone.find('image.picture').locator('img').first().getAttribute('src');
    assert.match(decodeURIComponent(String(picture)), /stroke='#23262d'.*stroke='#e5484d'/);
    await cards(phone).first().click();
    await seeColor(phone, [0.5, 0.3], black);
    await seeColor(phone, [0.5, 0.7], red);
  });

  it('continues a drawing, undoes, redoes and clears', async () => {
    const phone = await open('user-1');
    await cards(phone).first().click();
    await seeColor(phone, [0.5, 0.7], red);
    await phone.tap('[aria-label="撤销"]');
    await seeColor(phone, [0.5, 0.7], blank);
    await phone.tap('[aria-label="重做"]');
    await seeColor(phone, [0.5, 0.7], red);
    await phone.tap('[aria-label="清空"]');
    await seeColor(phone, [0.5, 0.3], blank);
    await phone.tap('[aria-label="撤销"]');
    await seeColor(phone, [0.5, 0.3], black);
    await phone.tap('[aria-label="撤销"]');
    await saved(phone);
    await phone.reload();
    await cards(phone).first().click();
    await seeColor(phone, [0.5, 0.3], black);
    assert.equal(await paperAt(phone, [0.5, 0.7]), blank);
  });

  it('shows a drawing that was stored in 2016', async () => {
    const phone = await open('user-3');
    await phone.see('text', '还没有画');
    const line = (method: string, x: number, y: number) => ({ method, data: [x, y] });
    const actions = JSON.stringify([
      { method: 'save', data: [] },
      { method: 'setStrokeStyle', data: ['normal', [255, 0, 0, 255]] },
      { method: 'setLineWidth', data: [5] },
      { method: 'strokePath', data: [line('moveTo', 30, 243.75), line('lineTo', 300, 243.75)] },
      { method: 'restore', data: [] },
    ]);
    const token = await phone.wx('getStorageSync', 'weapp-samples:token');
    const answer = await fetch(`${stage().url}/applet/session/paints/save`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-WX-Session': String(token) },
      body: JSON.stringify({ id: '7f6d1bcc-2016', actions }),
    });
    assert.equal(answer.status, 200);
    await phone.reload();
    await cards(phone).first().click();
    await seeColor(phone, [0.5, 0.5], '255,0,0,255');
  });

  it('is of nobody else', async () => {
    const phone = await open('user-2');
    await phone.see('text', '还没有画');
    assert.equal(await cards(phone).count(), 0);
  });

  it('keeps what is drawn while the service is down, and sends it when it is back', async () => {
    const phone = await open('user-4');
    await newDrawing(phone);
    await stage().kill();
    await draw(phone, [0.2, 0.3], [0.8, 0.3]);
    await phone.see('.save-text', '还没保存');
    await phone.wx('navigateBack');
    await phone.see('.waiting', '待同步');
    await stage().restart();
    await phone.reload();
    await cards(phone).first().waitFor();
    assert.equal(await phone.find('.waiting').count(), 0);
    await cards(phone).first().click();
    await seeColor(phone, [0.5, 0.3], black);
    phones.forEach(expectFailedRequests);
  });

  it('deletes after asking', async () => {
    const phone = await open('user-1');
    await cards(phone).first().waitFor();
    await phone.tap('view.more');
    await phone.overlay('text=删除').first().click();
    await phone.overlay('text=删除').last().click();
    await phone.see('text', '还没有画');
    await phone.reload();
    await phone.see('text', '还没有画');
  });
});
