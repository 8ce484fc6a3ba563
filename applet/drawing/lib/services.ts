/** What the pages of this demo share. */
import { http, session, storage } from '../../lib/services';
import { createDrafts } from './drafts';
import { createDrawings } from './drawings';

const drafts = createDrafts(storage, () => session.user()?.id);

export const drawings = createDrawings(http, drafts);

/** A name for a new drawing. */
export function newId(): string {
  const part = () => Math.random().toString(36).slice(2, 10).padEnd(8, '0');
  return `${Date.now().toString(36)}-${part()}${part()}`;
}
