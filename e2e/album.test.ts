import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { expectFailedRequests, useStage } from './support/stage';

const posters = join(__dirname, '..', 'apps', 'video', 'catalogue');
const photo = (name: string) => join(posters, `${name}.jpg`);

const photos = (phone: SimPhone) => phone.find('.cell[data-address]');

/** A phone that has never chosen a photo asks for agreement to the privacy guideline first. */
async function askForPhotos(phone: SimPhone): Promise<void> {
  await phone.tap('button.add');
  await phone.tap('#privacy-agree');
}

/** A photo that comes from elsewhere. */
async function upload(url: string): Promise<void> {
  const form = new FormData();
  form.set('image', new Blob([readFileSync(photo('dunes'))]), 'dunes.jpg');
  const answer = await fetch(`${url}/applet/album/upload`, { method: 'POST', body: form });
  assert.equal(answer.status, 200);
}

async function add(phone: SimPhone, names: readonly string[]): Promise<void> {
  await phone.choose(names.map(photo), () => askForPhotos(phone));
}

describe('the album in the browser', function () {
  this.timeout(40_000);
  const stage = useStage();
  const open = () => stage().phone({ path: 'album/pages/album/album' });

  it('is empty at first, and says so', async () => {
    const phone = await open();
    await phone.see('text', '还没有照片');
  });

  it('uploads several photos at once, straight to COS, and shows them newest first', async () => {
    const phone = await open();
    const posted: string[] = [];
    phone.page.on('request', (request) => {
      if (request.method() === 'POST') posted.push(new URL(request.url()).pathname);
    });
    await add(phone, ['aurora', 'stars', 'mist']);
    await photos(phone).nth(2).waitFor();
    assert.equal(posted.filter((path) => path === '/applet/album/credentials').length, 3);
    assert.ok(!posted.includes('/applet/album/upload'), String(posted));
    await phone.reload();
    await photos(phone).nth(2).waitFor();
    const address = String(await photos(phone).first().getAttribute('data-address'));
    const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
    assert.equal(bytes.subarray(0, 3).toString('hex'), 'ffd8ff');
  });

  it('relays an upload where COS cannot be reached from the phone', async () => {
    const phone = await open();
    await photos(phone).nth(2).waitFor();
    // The simulator carries what goes to other hosts; without that way only the gateway is left.
    await phone.page.route('**/__sim/relay**', (route) => route.abort());
    const relayed = phone.page.waitForRequest('**/applet/album/upload');
    await add(phone, ['rain']);
    await relayed;
    await photos(phone).nth(3).waitFor();
    expectFailedRequests(phone);
  });

  it('says why a photo was not taken, and lets go of it', async () => {
    const phone = await open();
    const file = { name: 'page.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>') };
    await phone.page.route('**/applet/album/credentials', (route) => route.abort());
    await phone.choose([file], () => askForPhotos(phone));
    await phone.find('.failed-text').waitFor();
    await phone.tap('.chip:has-text("移除")');
    await phone.find('.failed-text').waitFor({ state: 'detached' });
    expectFailedRequests(phone);
  });

  it('offers no second try to a photo that is too large', async () => {
    const phone = await open();
    const buffer = Buffer.alloc(5 * 1024 * 1024 + 1);
    await phone.choose([{ name: 'large.jpg', mimeType: 'image/jpeg', buffer }], () =>
      askForPhotos(phone),
    );
    await phone.see('.failed-text', '单个不超过5MB');
    assert.equal(await phone.find('.chip:has-text("重试")').count(), 0);
    await phone.tap('.chip:has-text("移除")');
    await phone.find('.failed-text').waitFor({ state: 'detached' });
  });

  it('chooses nothing when its user does not agree', async () => {
    const phone = await open();
    await phone.tap('button.add');
    await phone.tap('button:has-text("拒绝")');
    await phone.find('#privacy-agree').waitFor({ state: 'detached' });
    assert.equal(await phone.find('.cell.upload').count(), 0);
  });

  it('previews a photo, and the next one', async () => {
    const phone = await open();
    await photos(phone).nth(3).waitFor();
    await photos(phone).first().click();
    await phone.overlay('text=1 / 4').waitFor();
    await phone.page.keyboard.press('ArrowRight');
    await phone.overlay('text=2 / 4').waitFor();
  });

  it('keeps a photo on the phone, and copies its address, by a long press', async () => {
    const phone = await open();
    const address = String(await photos(phone).first().getAttribute('data-address'));
    await photos(phone).first().click({ delay: 600 });
    await phone.overlay('text=复制地址').click();
    await phone.tap('#privacy-agree');
    await phone.overlay('text=内容已复制').waitFor();
    assert.equal((await phone.wx<{ data: string }>('getClipboardData', {})).data, address);
    const kept = phone.page.waitForEvent('download');
    await photos(phone).first().click({ delay: 600 });
    await phone.overlay('text=保存到手机').click();
    await phone.overlay('text=允许').click();
    assert.match((await kept).suggestedFilename(), /\.jpg$/);
    await phone.overlay('text=已保存到手机').waitFor();
  });

  it('deletes a photo by a long press, after asking', async () => {
    const phone = await open();
    await photos(phone).nth(3).waitFor();
    const address = String(await photos(phone).first().getAttribute('data-address'));
    await photos(phone).first().click({ delay: 600 });
    await phone.overlay('text=删除').first().click();
    await phone.overlay('text=删除').last().click();
    await phone.find(`.cell[data-address="${address}"]`).waitFor({ state: 'detached' });
    await phone.reload();
    await photos(phone).nth(2).waitFor();
    assert.equal(await photos(phone).count(), 3);
    assert.equal((await fetch(address)).status, 404);
  });

  it('shows more as its user scrolls, to the last photo', async () => {
    for (let count = 0; count < 30; count += 1) await upload(stage().url);
    const phone = await open();
    await photos(phone).nth(29).waitFor();
    assert.equal(await photos(phone).count(), 30);
    await photos(phone).last().scrollIntoViewIfNeeded();
    await photos(phone).nth(32).waitFor();
    await phone.find('text:has-text("没有更多了")').waitFor();
    assert.equal(await photos(phone).count(), 33);
  });

  it('says that the next page did not come, and gets it by a tap', async () => {
    const phone = await open();
    await photos(phone).nth(29).waitFor();
    await phone.setOnline(false);
    await photos(phone).last().scrollIntoViewIfNeeded();
    await phone.page.getByText('加载失败，点此重试').waitFor();
    await phone.setOnline(true);
    await phone.page.getByText('加载失败，点此重试').click();
    await photos(phone).nth(32).waitFor();
  });

  it('shows that the service is down, and recovers by a tap when it is back', async () => {
    const phone = await stage().phone();
    await stage().kill();
    await phone.tap('navigator[data-demo="album"]');
    await phone.see('text', '加载失败');
    await stage().restart();
    expectFailedRequests(phone);
    await phone.tap('button:has-text("重试")');
    await photos(phone).nth(2).waitFor();
  });
});
