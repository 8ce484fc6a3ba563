/** Home and settings. */
import type { Scene } from './scene';

const settings = 'pages/settings/settings';

export const pageScenes: readonly Scene[] = [
  { name: 'home', pose: (phone) => phone.find('.demo').nth(3).waitFor() },
  { name: 'settings', path: settings, pose: (phone) => phone.find('.field').waitFor() },
  {
    name: 'settings-checked',
    path: settings,
    async pose(phone) {
      await phone.tap('button.btn-primary');
      await phone.find('.mark.ok').nth(3).waitFor();
    },
  },
  {
    name: 'settings-wrong',
    path: settings,
    async pose(phone) {
      await phone.type('#server', 'http://127.0.0.1:9');
      await phone.tap('button.btn-primary');
      await phone.find('.mark.bad').nth(3).waitFor();
    },
  },
];
