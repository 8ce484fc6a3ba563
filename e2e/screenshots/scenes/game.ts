/** The game. */
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { players } from '../content/world';
import type { OpenPhone, Scene } from './scene';

const page = 'game/pages/game/game';
const [ann, ben] = players;
const phase = (phone: SimPhone, name: string) => phone.find(`view.phase-${name}`).waitFor();
const hand = (phone: SimPhone, title: string) => phone.tap(`view.choice[aria-label="${title}"]`);
const begin = (phone: SimPhone) => phone.tap('button:has-text("开始匹配")');

/** Both sit at the table, the other has chosen and made a face. */
async function play(phone: SimPhone, open: OpenPhone): Promise<void> {
  const other = await open({ user: ben.user, path: page });
  await Promise.all([phase(phone, 'lobby'), phase(other, 'lobby')]);
  await begin(phone);
  await begin(other);
  await Promise.all([phase(phone, 'playing'), phase(other, 'playing')]);
  await hand(other, '剪刀');
  await hand(phone, '石头');
  await other.tap('view.face[aria-label="发表情：坏笑"]');
  await phone.find('image[aria-label="坏笑"]').waitFor();
}

export const gameScenes: readonly Scene[] = [
  {
    name: 'game-leaderboard-empty',
    path: 'game/pages/leaderboard/leaderboard',
    isEmpty: true,
    pose: (phone) => phone.see('text', '还没有人上榜'),
  },
  { name: 'game-lobby', path: page, user: ann.user, pose: (phone) => phase(phone, 'lobby') },
  {
    name: 'game-name',
    path: page,
    user: 'user-5',
    async pose(phone) {
      await phase(phone, 'lobby');
      await begin(phone);
      await phone.find('form').waitFor();
    },
  },
  {
    name: 'game-seeking',
    path: page,
    user: ann.user,
    async pose(phone) {
      await phase(phone, 'lobby');
      await begin(phone);
      await phase(phone, 'seeking');
    },
  },
  {
    name: 'game-invite',
    path: page,
    user: ann.user,
    async pose(phone) {
      await phase(phone, 'lobby');
      await phone.tap('button:has-text("邀请朋友")');
      await phone.see('.title', '等朋友来');
    },
  },
  { name: 'game-playing', path: page, user: ann.user, moving: true, pose: play },
  {
    name: 'game-result',
    path: page,
    user: ann.user,
    async pose(phone, open) {
      await play(phone, open);
      await phase(phone, 'result');
    },
  },
  {
    name: 'game-offline',
    path: page,
    user: ann.user,
    async pose(phone) {
      await phase(phone, 'lobby');
      await phone.setOnline(false);
      await phone.see('.notice', '连接断开');
    },
  },
  {
    name: 'game-leaderboard',
    path: 'game/pages/leaderboard/leaderboard',
    user: ann.user,
    pose: (phone) => phone.find('.line').nth(6).waitFor(),
  },
];
