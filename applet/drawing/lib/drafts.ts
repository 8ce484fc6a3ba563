/** Drawings the server has not got yet: they wait on the phone. */
import type { Draft, Storage } from '../../lib/storage';

export interface Drafts {
  /** Newest first. */
  all(): readonly Draft[];
  put(id: string, actions: string): void;
  /** Forgets a draft; with `actions` only if that is still what it holds. */
  drop(id: string, actions?: string): void;
}

/** @param owner id of the user; drafts of another are neither shown nor sent */
export function createDrafts(
  storage: Pick<Storage, 'get' | 'set'>,
  owner: () => string | undefined,
): Drafts {
  const stored = () => storage.get('drafts') ?? [];
  const own = (draft: Draft) => draft.owner === (owner() ?? '') || draft.owner === '';
  const others = (id: string) => stored().filter((draft) => !(own(draft) && draft.id === id));
  return {
    all: () => stored().filter(own),
    put(id, actions) {
      storage.set('drafts', [{ owner: owner() ?? '', id, actions }, ...others(id)]);
    },
    drop(id, actions) {
      const held = stored().find((draft) => own(draft) && draft.id === id);
      if (!held || (actions !== undefined && held.actions !== actions)) return;
      storage.set('drafts', others(id));
    },
  };
}
