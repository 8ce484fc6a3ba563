/** The `wx` object: every group of APIs. A new group is a file and a line here. */
import { phone } from '../phone';
import { animation } from './animation';
import type { ApiGroup } from './api';
import { audio } from './audio';
import { base } from './base';
import { makeCanIUse } from './can_i_use';
import { canvas } from './canvas';
import { device } from './device';
import { feedback } from './feedback';
import { file } from './file';
import { life } from './life';
import { media } from './media';
import { missing } from './missing';
import { network } from './network';
import { observe } from './observe';
import { open } from './open';
import { query } from './query';
import { route } from './route';
import { socket } from './socket';
import { storage } from './storage';
import { system } from './system';

const GROUPS: readonly ApiGroup[] = [
  base,
  life,
  system,
  route,
  feedback,
  network,
  socket,
  open,
  storage,
  media,
  audio,
  file,
  query,
  observe,
  canvas,
  animation,
  device,
];

const members: Record<string, unknown> = Object.assign({}, ...GROUPS);

members.canIUse = makeCanIUse(members);

/** Names of APIs the program uses that are not there, with the file that uses each. */
export function unsupported(): [name: string, file: string][] {
  return Object.entries(phone.manifest.used).filter(([name]) => !Object.hasOwn(members, name));
}

/** Names of all APIs that are there. */
export const supported: readonly string[] = Object.keys(members);

/** `wx`. */
export const wx: Record<string, unknown> = new Proxy(members, {
  get(target, name) {
    if (typeof name !== 'string' || name in target) return target[name as string];
    // Programs ask `if (wx.x)` before they call: only what they call outright gets an answer.
    return Object.hasOwn(phone.manifest.used, name) ? missing(name) : undefined;
  },
});
