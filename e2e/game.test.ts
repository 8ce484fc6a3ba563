import assert from 'node:assert/strict';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { waitFor } from '@weapp-samples/testkit';
import { expectFailedRequests, type Stage, useStage } from './support/stage';

const page = 'game/pages/game/game';
const phase = (phone: SimPhone, name: string) => phone.find(`view.phase-${name}`).waitFor();

/** From the lobby to looking for an opponent, without a name. */
async function seek(phone: SimPhone): Promise<void> {
  await phone.tap('button.btn-primary');
  await phone.tap('button:has-text("跳过")');
}

async function name(phone: SimPhone, nickName: string): Promise<void> {
  await phone.tap('button.btn-primary');
  await phone.type('form input', nickName);
  await phone.tap('button:has-text("保存")');
}

const hand = (phone: SimPhone, title: string) => phone.tap(`view.choice[aria-label="${title}"]`);

describe('the game in the browser', function () {
  this.timeout(60_000);
  const stage = useStage();
  let users = 0;
  const open = async (options: Parameters<Stage['phone']>[0] = {}) => {
    if (!options.user) users += 1;
    return stage().phone({ user: `user-${users}`, path: page, ...options });
  };

  it('is played by two, side by side, to the result, again, and onto the leaderboard', async () => {
    const [ann, ben] = [await open(), await open()];
    await name(ann, '小安');
    await name(ben, '小本');
    await Promise.all([phase(ann, 'playing'), phase(ben, 'playing')]);
    await ann.find('view[aria-label^="还有"]').waitFor();
    await ann.see('.table', '小本');
    await ben.see('.table', '小安');
    await hand(ann, '石头');
    await ben.find('view[data-state="chosen"]').waitFor();
    await hand(ben, '剪刀');
    await ben.tap('view.face[aria-label="发表情：大哭"]');
    await ann.find('image[aria-label="大哭"]').waitFor();
    await Promise.all([phase(ann, 'result'), phase(ben, 'result')]);
    await ann.see('.headline', '赢了');
    await ben.see('.headline', '输了');
    await ann.see('.detail', '+1 分');

    await ben.tap('button.btn-primary');
    await ann.see('.table', '想再来一局');
    await ann.tap('button.btn-primary');
    await Promise.all([phase(ann, 'playing'), phase(ben, 'playing')]);
    await hand(ann, '布');
    await hand(ben, '石头');
    await Promise.all([phase(ann, 'result'), phase(ben, 'result')]);
    await ann.see('.detail', '+2 分，2 连胜得分 ×2');

    await ann.tap('view.board');
    await ann.see('.line', '小安');
    await ann.see('.score', '3 分');
    await ann.wx('navigateBack');
    await ann.tap('button:has-text("离开")');
    await ben.see('.table', '已离开');
    // Whoever goes without a word is shown the result again on return.
    await ben.tap('button:has-text("离开")');
    await Promise.all([phase(ann, 'lobby'), phase(ben, 'lobby')]);
    await Promise.all([ann.page.close(), ben.page.close()]);
  });

  it('counts who is online, and who is near', async () => {
    const place = { latitude: 22.54, longitude: 113.95 };
    const near = { latitude: 22.55, longitude: 113.96 };
    const ann = await open({ user: 'user-5', geolocation: place });
    await ann.see('.near', '还没有别人在线');
    const ben = await open({ user: 'user-6', geolocation: near });
    await ben.see('.near', '在线还有 1 人');
    for (const phone of [ann, ben]) {
      await phone.tap('view.near');
      await phone.tap('#privacy-agree');
      await phone.overlay('text=允许').click();
      await phone.see('.near', /^(附近还有 1 人|附近没有别人)$/);
    }
    await ben.see('.near', '附近还有 1 人');
    await Promise.all([ann.page.close(), ben.page.close()]);
  });

  it('gives a lone player a robot', async () => {
    const phone = await open();
    await seek(phone);
    await phase(phone, 'playing');
    await phone.see('.table', '机器人');
    await hand(phone, '布');
    await phase(phone, 'result');
    assert.match(await phone.text('.headline'), /赢了|输了|平局/);
    await phone.page.close();
  });

  it('seats an invited friend in the same room', async () => {
    const ann = await open();
    await ann.tap('button:has-text("邀请朋友")');
    await ann.see('.title', '等朋友来');
    await ann.tap('button:has-text("发给朋友")');
    await ann.overlay('button').last().click();
    await waitFor(() => ann.lastShare());
    const share = await ann.lastShare();
    assert.match(String(share?.path), /^\/?game\/pages\/game\/game\?room=[\w-]+$/);
    const ben = await open({ path: String(share?.path).replace(/^\//, '') });
    await phase(ben, 'playing');
    await ann.find('view.phase-playing').waitFor();
    await Promise.all([ann.page.close(), ben.page.close()]);
  });

  it('says that an invitation is too late', async () => {
    const phone = await open({ path: `${page}?room=nobody-here` });
    await phone.see('.notice', '解散');
    await phase(phone, 'lobby');
    await phone.page.close();
  });

  it('comes back from the background into the same room, with the result it missed', async () => {
    const [ann, ben] = [await open({ user: 'user-1' }), await open({ user: 'user-2' })];
    await Promise.all([phase(ann, 'lobby'), phase(ben, 'lobby')]);
    await ann.tap('button.btn-primary');
    await ben.tap('button.btn-primary');
    await Promise.all([phase(ann, 'playing'), phase(ben, 'playing')]);
    await hand(ann, '石头');
    await hand(ben, '布');
    await ann.setVisible(false);
    // A phone drops the sockets of a program five seconds after it went away.
    await ann.find('view.game[data-online="false"]').waitFor({ timeout: 15_000 });
    await phase(ben, 'result');
    await ann.setVisible(true);
    await ann.see('.notice', '已回到房间');
    await ann.see('.headline', '输了');
    await ann.tap('button.btn-primary');
    await ben.tap('button.btn-primary');
    await Promise.all([phase(ann, 'playing'), phase(ben, 'playing')]);
    await Promise.all([ann.page.close(), ben.page.close()]);
  });

  it('plays on one phone of a user at a time', async () => {
    const first = await open({ user: 'user-6' });
    await phase(first, 'lobby');
    const second = await open({ user: 'user-6' });
    await phase(first, 'replaced');
    await first.tap('button.btn-primary');
    await phase(second, 'replaced');
    await phase(first, 'lobby');
    await Promise.all([first.page.close(), second.page.close()]);
  });

  it('shows that the service is down, and goes on by itself when it is back', async () => {
    const phone = await open({ user: 'user-6' });
    await phase(phone, 'lobby');
    await stage().kill();
    await phone.see('.notice', '连接断开');
    await stage().restart();
    await phone.find('view.game[data-online="true"]').waitFor();
    await seek(phone);
    await phase(phone, 'result');
    phone.errors.splice(
      0,
      phone.errors.length,
      ...phone.errors.filter((e) => !/WebSocket/.test(e)),
    );
    expectFailedRequests(phone);
  });
});
