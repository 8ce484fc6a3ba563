/**
 * `npm run screenshots`: pictures of every page of the mini-program, and of its states, on a small and a large phone,
 * light and dark, in docs/screenshots/. With words as arguments: only the scenes whose names begin with one of them.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { findChromium, tempDir } from '@weapp-samples/testkit';
import { openStage, type Stage } from '../support/stage';
import { takePicture } from './camera';
import { fillWorld, writeScores } from './content/world';
import { type Look, looks } from './looks';
import { albumScenes } from './scenes/album';
import { drawingScenes } from './scenes/drawing';
import { gameScenes } from './scenes/game';
import { pageScenes } from './scenes/pages';
import type { Scene } from './scenes/scene';
import { videoScenes } from './scenes/video';

const folder = join(__dirname, '..', '..', 'docs', 'screenshots');
const scenes = [...pageScenes, ...albumScenes, ...gameScenes, ...drawingScenes, ...videoScenes];

/** Long enough to look at a round, and to wait for a friend. */
const settings = { GAME_TIME: '4', GAME_ROBOT_AFTER: '600' };

/** Leaves the program as its user would: a game ends by leaving its page. */
async function close(phone: SimPhone): Promise<void> {
  await phone.wx('reLaunch', { url: '/pages/home/home' });
  await phone.page.close();
}

async function shoot(stage: Stage, scene: Scene, look: Look): Promise<void> {
  const phones: SimPhone[] = [];
  const open = async (options: { user?: string; path?: string }) => {
    const phone = await stage.phone({ ...look.phone, ...options });
    phones.push(phone);
    return phone;
  };
  const { name, path, user, moving } = scene;
  const phone = await open({ ...(path && { path }), ...(user && { user }) });
  await scene.pose(phone, open);
  await takePicture(phone, join(folder, `${name}-${look.name}.png`), moving);
  for (const each of phones) await close(each);
}

async function shootAll(stage: Stage, chosen: readonly Scene[]): Promise<void> {
  for (const scene of chosen) {
    process.stdout.write(`${scene.name}\n`);
    for (const look of looks) await shoot(stage, scene, look);
  }
}

async function main(names: readonly string[]): Promise<void> {
  const isAsked = ({ name }: Scene) => names.length === 0 || names.some((n) => name.startsWith(n));
  const dir = await tempDir('screenshots');
  const stage = await openStage(findChromium(), dir.path, settings);
  try {
    await mkdir(folder, { recursive: true });
    await shootAll(
      stage,
      scenes.filter((scene) => scene.isEmpty && isAsked(scene)),
    );
    await stage.kill();
    await writeScores(dir.path);
    await stage.restart();
    await fillWorld(stage);
    await shootAll(
      stage,
      scenes.filter((scene) => !scene.isEmpty && isAsked(scene)),
    );
  } finally {
    await stage.close();
    await dir.remove();
  }
}

void main(process.argv.slice(2));
