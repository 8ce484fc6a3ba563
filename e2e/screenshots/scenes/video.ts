/** The trailers. */
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { players } from '../content/world';
import { type Scene, without } from './scene';

const page = 'video/pages/list/list';
const open = (phone: SimPhone) => phone.tap('navigator[data-demo="video"]');

/** A frame of the film instead of a player that is loading. */
const showFrame = `(async () => {
  const video = document.querySelector('video');
  video.muted = true;
  await video.play();
  video.pause();
  const seen = new Promise((frame) => video.requestVideoFrameCallback(frame));
  video.currentTime = 1.2;
  await seen;
})()`;

async function openFirst(phone: SimPhone): Promise<void> {
  await phone.find('.video[data-video]').first().click();
  await phone.find('video').waitFor();
  await phone.page.evaluate(showFrame);
}

export const videoScenes: readonly Scene[] = [
  {
    name: 'video-detail-empty',
    path: page,
    isEmpty: true,
    async pose(phone) {
      await openFirst(phone);
      await phone.see('text', '还没有评论');
    },
  },
  {
    name: 'video-loading',
    moving: true,
    async pose(phone) {
      await without(phone, '/applet/video/list', 'hang');
      await open(phone);
      await phone.find('.skeleton').first().waitFor();
    },
  },
  {
    name: 'video-error',
    async pose(phone) {
      await without(phone, '/applet/video/list', 'fail');
      await open(phone);
      await phone.see('text', '加载失败');
    },
  },
  {
    name: 'video-list',
    path: page,
    async pose(phone) {
      await phone.find('.video[data-video]').nth(3).waitFor();
    },
  },
  {
    name: 'video-detail',
    path: page,
    user: players[0].user,
    async pose(phone) {
      await openFirst(phone);
      await phone.find('.comment').nth(3).waitFor();
    },
  },
  {
    name: 'video-name',
    path: page,
    user: 'user-5',
    async pose(phone) {
      await openFirst(phone);
      await phone.type('.box input', '好看！');
      await phone.tap('button.send');
      await phone.find('form').waitFor();
    },
  },
];
