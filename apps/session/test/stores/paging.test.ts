import assert from 'node:assert/strict';
import type { OpenDrawingStore } from '../../src/stores/drawing-store';
import { onEachBackend } from '../support/backends';
import { drawing, idsOf, listed, names, newOwner, saveAll } from '../support/drawings';

onEachBackend('pages of drawings', ({ open }) => {
  let store: OpenDrawingStore;
  before(async () => {
    store = await open();
  });

  it('come newest first, without a gap and without an end that is not one', async () => {
    const owner = newOwner();
    await saveAll(store, owner, names(6));
    const seen: string[] = [];
    let before: number | undefined;
    for (const size of [2, 3, 1]) {
      const page = await listed(store, owner, { limit: size, before });
      seen.push(...page.drawings.map(({ id }) => id));
      before = page.next ?? undefined;
    }
    assert.deepEqual(seen, names(6).toReversed());
    assert.equal(before, undefined);
  });

  it('skip and repeat nothing while drawings come and go', async () => {
    const owner = newOwner();
    await saveAll(store, owner, names(6));
    const first = await listed(store, owner, { limit: 3 });
    await saveAll(store, owner, ['newer']);
    await store.save(owner, drawing('drawing-6', '[0]'), 200);
    await store.remove(owner, 'drawing-4');
    await store.remove(owner, 'drawing-2');
    assert.deepEqual(await idsOf(store, owner, { before: first.next ?? 0 }), [
      'drawing-3',
      'drawing-1',
    ]);
  });

  it('are newest first although the clock goes back', async () => {
    const owner = newOwner();
    const times = [1_700_000_000_000, 1_600_000_000_000, 1_600_000_000_000, 1_500_000_000_000];
    const other = await open({ now: () => times.shift() ?? 0 });
    await saveAll(other, owner, names(4));
    assert.deepEqual(await idsOf(store, owner), names(4).toReversed());
  });

  it('end with the drawing that makes them large enough', async () => {
    const owner = newOwner();
    for (const id of ['a', 'b', 'c']) await store.save(owner, drawing(id, '"12345678"'), 200);
    const first = await listed(store, owner, { maxBytes: 11 });
    assert.deepEqual(
      first.drawings.map(({ id }) => id),
      ['c', 'b'],
    );
    const second = await listed(store, owner, { maxBytes: 1, before: first.next ?? 0 });
    assert.deepEqual(second, { drawings: [drawing('a', '"12345678"')], next: null });
    assert.equal((await listed(store, owner, { maxBytes: 30 })).next, null);
  });

  it('are empty for an owner without drawings, and before everything', async () => {
    const owner = newOwner();
    assert.deepEqual(await listed(store, owner), { drawings: [], next: null });
    await saveAll(store, owner, ['a']);
    assert.deepEqual(await listed(store, owner, { before: 0 }), { drawings: [], next: null });
  });
});
