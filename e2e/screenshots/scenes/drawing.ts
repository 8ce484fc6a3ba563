/** The drawings. */
import type { SimPhone } from '@weapp-samples/simulator/testing';
import { players } from '../content/world';
import { type Scene, without } from './scene';

const page = 'drawing/pages/list/list';
const [{ user }] = players;

async function showCat(phone: SimPhone): Promise<void> {
  await phone.find('view.drawing').first().click();
  await phone.find('canvas.paper').waitFor();
  await phone.page.waitForFunction(
    `__sim.phone.router.top.instance.data.paper?.width > 0 && __sim.phone.router.top.instance.data.canUndo`,
  );
}

export const drawingScenes: readonly Scene[] = [
  {
    name: 'drawing-list-empty',
    path: page,
    user: 'user-5',
    pose: (phone) => phone.see('text', '还没有画'),
  },
  {
    name: 'drawing-list',
    path: page,
    user,
    async pose(phone) {
      await phone.find('view.drawing').nth(4).waitFor();
    },
  },
  {
    name: 'drawing-board',
    path: page,
    user,
    async pose(phone) {
      await showCat(phone);
      await phone.tap('[aria-label="橙色"]');
    },
  },
  {
    name: 'drawing-unsaved',
    path: page,
    user,
    async pose(phone) {
      await without(phone, '/applet/session/paints/save', 'fail');
      await showCat(phone);
      await phone.tap('[aria-label="撤销"]');
      // Done again, so that the drawing stays what it is.
      await phone.tap('[aria-label="重做"]');
      await phone.see('.save-text', '还没保存');
    },
  },
  {
    name: 'drawing-delete',
    path: page,
    user,
    async pose(phone) {
      await phone.find('view.drawing').nth(4).waitFor();
      await phone.tap('view.more');
      await phone.overlay('text=删除').first().click();
      await phone.overlay('text=删除后无法恢复').waitFor();
    },
  },
];
