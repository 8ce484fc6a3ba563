/** Owners and drawings for tests of the stores. */
import { randomUUID } from 'node:crypto';
import type { DrawingItem } from '@weapp-samples/contracts';
import type { DrawingStore, PageOptions } from '../../src/stores/drawing-store';

/** An owner that no other test has. */
export const newOwner = (): string => `o${randomUUID()}`;

export const drawing = (id: string, actions = `["${id}"]`): DrawingItem => ({ id, actions });

/** Names for so many drawings, in the order they are saved. */
export const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `drawing-${index + 1}`);

/** Saves one after the other. */
export async function saveAll(
  store: DrawingStore,
  owner: string,
  ids: readonly string[],
  maxDrawings = 200,
): Promise<void> {
  for (const id of ids) await store.save(owner, drawing(id), maxDrawings);
}

/** Everything an owner has, or a page of it. */
export function listed(store: DrawingStore, owner: string, page: Partial<PageOptions> = {}) {
  return store.list(owner, { limit: 200, maxBytes: 1e9, ...page });
}

export async function idsOf(
  store: DrawingStore,
  owner: string,
  page: Partial<PageOptions> = {},
): Promise<string[]> {
  return (await listed(store, owner, page)).drawings.map(({ id }) => id);
}
