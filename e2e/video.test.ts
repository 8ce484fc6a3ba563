import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { waitFor } from '@weapp-samples/testkit';
import { expectFailedRequests, useStage } from './support/stage';

const portrait = join(__dirname, '..', 'apps', 'video', 'catalogue', 'mist.jpg');

async function openFirst(phone: SimPhone): Promise<void> {
  await phone.find('.video[data-video]').first().click();
  await phone.find('video').waitFor();
}

async function say(phone: SimPhone, words: string): Promise<void> {
  await phone.type('.box input', words);
  await phone.tap('button.send');
}

const comments = (phone: SimPhone) => phone.find('.comment[data-comment]');

/** A comment that comes from elsewhere. */
async function comment(url: string, vid: number, content: string): Promise<void> {
  const answer = await fetch(`${url}/applet/video/comment`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ vid, nick: '路人', avatar: '', content }),
  });
  assert.equal(answer.status, 200);
}

/** Answers the sheet that asks for name and picture. */
async function fillInName(phone: SimPhone, name: string): Promise<void> {
  await phone.choose([portrait], async () => {
    await phone.tap('form button[aria-label="选择头像"]');
    await phone.overlay('text=从相册选择').click();
  });
  await phone.find('form image').waitFor();
  await phone.type('form input', name);
  await phone.tap('form button:has-text("保存")');
}

interface Times {
  readonly at: number;
  readonly length: number;
}

/** A `<video>` as far as it is used here; the tests themselves know no browser types. */
interface Player {
  muted: boolean;
  currentTime: number;
  readonly duration: number;
  play(): Promise<void>;
  addEventListener(event: 'seeked', listener: () => void): void;
}

async function windForward(element: unknown): Promise<Times> {
  const player = element as Player;
  player.muted = true;
  await player.play();
  player.currentTime = 2;
  await new Promise<void>((resolve) => player.addEventListener('seeked', resolve));
  return { at: player.currentTime, length: player.duration };
}

describe('the trailers in the browser', function () {
  this.timeout(40_000);
  const stage = useStage();
  const open = (user?: string) =>
    stage().phone({ path: 'video/pages/list/list', ...(user && { user }) });

  it('show every film of the catalogue', async () => {
    const phone = await open();
    await phone.find('.video[data-video]').nth(7).waitFor();
    assert.equal(await phone.find('.video[data-video]').count(), 8);
  });

  it('play, and can be wound forward', async () => {
    const phone = await open();
    await openFirst(phone);
    const times = await phone.page.locator('video').evaluate(windForward);
    assert.ok(times.at >= 1.9 && times.length > 2, JSON.stringify(times));
  });

  it('ask for a name before the first comment, show it at once, and to everybody', async () => {
    const ann = await open('user-1');
    await openFirst(ann);
    await say(ann, '好看！🎬');
    await fillInName(ann, '小安');
    await ann.see('.comment .content', '好看！🎬');
    await ann.find('.comment.pending').waitFor({ state: 'detached' });

    const ben = await open('user-2');
    await openFirst(ben);
    await ben.see('.comment .content', '好看！🎬');
    await ben.see('.comment .nick', '小安');
    const avatar = ben.find('.comment image.avatar').first().locator('img');
    assert.match(String(await avatar.getAttribute('src')), /^http.*\.jpg$/);
  });

  it('withdraw a comment that was not stored, and keep its words', async () => {
    const phone = await open('user-1');
    await openFirst(phone);
    await say(phone, '第一句');
    await phone.see('.comment .content', '第一句');
    await phone.page.route('**/applet/video/comment', (route) => route.abort());
    await say(phone, '第二句');
    await waitFor(async () => (await phone.data<{ draft: string }>()).draft === '第二句');
    assert.equal(await phone.find('.comment .content:has-text("第二句")').count(), 0);
    expectFailedRequests(phone);
  });

  it('have comments page after page, newest first', async () => {
    const phone = await open('user-3');
    await phone.find('.video[data-video]').nth(1).click();
    await phone.see('text', '还没有评论');
    const { video } = await phone.data<{ video: { id: number } }>();
    for (let count = 1; count <= 18; count += 1)
      await comment(stage().url, video.id, `第${count}句`);
    await phone.reload();
    await phone.find('.video[data-video]').nth(1).click();
    await comments(phone).nth(14).waitFor();
    assert.match(await phone.text('.comment .content'), /第18句/);
    await comments(phone).nth(14).scrollIntoViewIfNeeded();
    await comments(phone).nth(17).waitFor();
    await phone.find('text:has-text("没有更多了")').waitFor();
    assert.match(String(await comments(phone).nth(17).textContent()), /第1句/);
  });

  it('show that the service is down, and recover by a tap when it is back', async () => {
    const phone = await stage().phone();
    await stage().kill();
    await phone.tap('navigator[data-demo="video"]');
    await phone.see('text', '加载失败');
    await stage().restart();
    expectFailedRequests(phone);
    await phone.tap('button:has-text("重试")');
    await phone.find('.video[data-video]').first().waitFor();
  });
});
