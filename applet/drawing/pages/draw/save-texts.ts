/** How the state of the autosave is said to a person. */
import { RequestError, textOf } from '../../../lib/errors';
import type { SaveState } from '../../lib/autosave';

const texts: Readonly<Record<SaveState, string>> = {
  clean: '画下的每一笔都会自动保存',
  changed: '正在保存',
  saving: '正在保存',
  saved: '已保存',
  failed: '还没保存，点此重试',
  refused: '保存不了',
};

/** The drawing is longer than the service keeps. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

/** What stands above the paper. */
export function saveText(state: SaveState, error?: unknown): string {
  if (error instanceof TooMuch) return '画得太满了，撤销几笔才能保存';
  if (state !== 'refused') return texts[state];
  if (error instanceof RequestError && error.status === 409)
    return '画满 200 幅了，删掉一些才能保存';
  return textOf(error);
}

/** Whether the same save may succeed later: everything but a refusal of the drawing itself. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof RequestError)) return false;
  return error.kind !== 'server' || error.status >= 500 || error.status === 429;
}
