/** What the platform holds while pictures are taken: photos, drawings, names, comments, scores. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '@weapp-samples/testkit';
import { writeActions } from '../../../applet/drawing/lib/actions';
import type { Stage } from '../../support/stage';
import { sampleDrawings } from './drawings';
import { paintLandscapes } from './landscapes';

/** Who plays against each other, and owns the drawings. */
export const players = [
  { user: 'user-1', nickName: '小安' },
  { user: 'user-2', nickName: '阿本' },
] as const;

const comments = [
  { nick: '南山', content: '配乐一起，鸡皮疙瘩都起来了。' },
  { nick: '电影院最后一排', content: '希望正片也有预告这么好看。' },
  {
    nick: '小满',
    content: '这一帧可以直接拿来做壁纸，每一个镜头都看得出来下了功夫，光影和颜色都太舒服了。',
  },
  { nick: '爆米花', content: '已经约好朋友首映去看！' },
  { nick: '阿本', content: '同问，什么时候上映？' },
] as const;

const scores = [
  ['南山', 42],
  ['小满', 31],
  ['电影院最后一排靠窗的位置', 27],
  ['爆米花', 18],
  ['阿树', 12],
  ['七月', 9],
  ['麦子', 5],
] as const;

/** Scores are read when the platform starts. */
export async function writeScores(dataDir: string): Promise<void> {
  await mkdir(join(dataDir, 'game'), { recursive: true });
  const lines = scores.map(([uname, totalScore], index) => {
    return { uid: `player-${index}`, uname, uavatar: '', totalScore, winStreak: 0 };
  });
  await writeFile(join(dataDir, 'game', 'scores.json'), JSON.stringify(lines));
}

async function post(url: string, body: object, token = ''): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { 'X-WX-Session': token }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}

/** The session of a user's phone. */
async function sessionOf({ phone }: Stage, user: string): Promise<string> {
  const { wx, page } = await phone({ user });
  const token = await waitFor(async () =>
    String(await wx('getStorageSync', 'weapp-samples:token')),
  );
  await page.close();
  return token;
}

async function uploadPhotos({ url, sim }: Stage): Promise<void> {
  for (const photo of await paintLandscapes(sim.browser)) {
    const form = new FormData();
    form.set('image', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
    const answer = await fetch(`${url}/applet/album/upload`, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`a photo was not taken: ${answer.status}`);
  }
}

/** Fills an empty platform. */
export async function fillWorld(stage: Stage): Promise<void> {
  const { url } = stage;
  await uploadPhotos(stage);
  for (const { user, nickName } of players) {
    const token = await sessionOf(stage, user);
    await post(`${url}/applet/session/profile`, { nickName, avatarUrl: '' }, token);
    if (user !== players[0].user) continue;
    for (const [index, strokes] of sampleDrawings.entries()) {
      const drawing = { id: `drawing-${index}`, actions: writeActions(strokes) };
      await post(`${url}/applet/session/paints/save`, drawing, token);
    }
  }
  for (const comment of [...comments].reverse())
    await post(`${url}/applet/video/comment`, { vid: 8, avatar: '', ...comment });
}
