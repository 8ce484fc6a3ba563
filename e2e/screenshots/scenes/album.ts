/** The album. */
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { type Scene, without } from './scene';

const page = 'album/pages/album/album';
const open = (phone: SimPhone) => phone.tap('navigator[data-demo="album"]');
const catalogue = `${__dirname}/../../../apps/video/catalogue`;

/** Four uploads on their way: three moving, one refused. */
async function upload(phone: SimPhone): Promise<void> {
  await phone.find('.cell[data-address]').nth(3).waitFor();
  await without(phone, '/applet/album/credentials', 'hang');
  const files = ['deep', 'dunes', 'fractal', 'highway'].map((name) => `${catalogue}/${name}.jpg`);
  await phone.choose(files, async () => {
    await phone.tap('button.add');
    await phone.tap('#privacy-agree');
  });
  await phone.find('.cell.upload').nth(3).waitFor();
  const { uploads } = await phone.data<{ uploads: object[] }>();
  const percents = [86, 52, 17, 0];
  await phone.setData({
    uploads: uploads.map((item, index) => ({
      ...item,
      percent: percents[index],
      error: index === 3 ? '单个不超过5MB' : '',
      final: index === 3,
    })),
  });
}

export const albumScenes: readonly Scene[] = [
  {
    name: 'album-empty',
    path: page,
    isEmpty: true,
    pose: (phone) => phone.see('text', '还没有照片'),
  },
  {
    name: 'album-loading',
    moving: true,
    async pose(phone) {
      await without(phone, '/applet/album/list', 'hang');
      await open(phone);
      await phone.find('.skeleton').first().waitFor();
    },
  },
  {
    name: 'album-error',
    async pose(phone) {
      await without(phone, '/applet/album/list', 'fail');
      await open(phone);
      await phone.see('text', '加载失败');
    },
  },
  {
    name: 'album',
    path: page,
    async pose(phone) {
      await phone.find('.cell[data-address]').nth(3).waitFor();
    },
  },
  { name: 'album-uploading', path: page, pose: upload },
  {
    name: 'album-menu',
    path: page,
    async pose(phone) {
      await phone.find('.cell[data-address]').nth(3).waitFor();
      await phone.find('.cell[data-address]').first().click({ delay: 600 });
      await phone.overlay('text=删除').first().waitFor();
    },
  },
  {
    name: 'album-privacy',
    path: page,
    async pose(phone) {
      await phone.find('.cell[data-address]').nth(3).waitFor();
      await phone.tap('button.add');
      await phone.find('#privacy-agree').waitFor();
    },
  },
];
