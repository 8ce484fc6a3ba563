import assert from 'node:assert/strict';
import type { OpenDrawingStore } from '../../src/stores/drawing-store';
import { onEachBackend } from '../support/backends';
import { drawing, idsOf, names, newOwner, saveAll } from '../support/drawings';

const count = (outcomes: readonly string[], wanted: string) =>
  outcomes.filter((outcome) => outcome === wanted).length;

onEachBackend('the limit on drawings', ({ open }) => {
  let store: OpenDrawingStore;
  before(async () => {
    store = await open();
  });

  it('refuses one drawing more, and takes it once there is room', async () => {
    const owner = newOwner();
    await saveAll(store, owner, names(3), 3);
    assert.equal(await store.save(owner, drawing('more'), 3), 'full');
    assert.deepEqual(await idsOf(store, owner), names(3).toReversed());
    await store.remove(owner, 'drawing-2');
    assert.equal(await store.save(owner, drawing('more'), 3), 'saved');
    assert.deepEqual(await idsOf(store, owner), ['more', 'drawing-3', 'drawing-1']);
  });

  it('lets drawings be replaced when it is reached', async () => {
    const owner = newOwner();
    await saveAll(store, owner, names(3), 3);
    assert.equal(await store.save(owner, drawing('drawing-1', '[2]'), 3), 'saved');
  });

  it('is of each owner alone', async () => {
    const owner = newOwner();
    await saveAll(store, newOwner(), names(3), 3);
    assert.equal(await store.save(owner, drawing('mine'), 3), 'saved');
  });

  it('holds when twenty saves come at once and there is room for ten', async () => {
    const owner = newOwner();
    await saveAll(store, owner, names(30), 40);
    const others = [store, await open()];
    const saves = Array.from({ length: 20 }, (_, index) =>
      others[index % 2]?.save(owner, drawing(`late-${index}`), 40),
    );
    const outcomes = (await Promise.all(saves)).map(String);
    assert.deepEqual([count(outcomes, 'saved'), count(outcomes, 'full')], [10, 10]);
    assert.equal(new Set(await idsOf(store, owner)).size, 40);
  });

  it('does not refuse twenty saves at once that have room', async () => {
    const owner = newOwner();
    const saves = names(20).map((id) => store.save(owner, drawing(id), 20));
    assert.equal(count(await Promise.all(saves), 'saved'), 20);
    assert.deepEqual((await idsOf(store, owner)).sort(), names(20).sort());
  });

  it('counts twenty saves of one drawing at once as one, and one of them is there whole', async () => {
    const owner = newOwner();
    await saveAll(store, owner, names(2), 3);
    const versions = names(20).map((text) => JSON.stringify(text.repeat(500)));
    const saves = versions.map((actions) => store.save(owner, drawing('same', actions), 3));
    assert.equal(count(await Promise.all(saves), 'saved'), 20);
    const page = await store.list(owner, { limit: 200, maxBytes: 1e9 });
    assert.equal(page.drawings.length, 3);
    assert.ok(versions.includes(page.drawings[0]?.actions ?? ''));
    assert.equal(await store.save(owner, drawing('more'), 3), 'full');
  });

  it('stands while drawings are saved and removed at once', async () => {
    const owner = newOwner();
    const work = names(10).flatMap((id) => [
      store.save(owner, drawing(id), 5),
      store.remove(owner, id),
    ]);
    await Promise.all(work);
    assert.ok((await idsOf(store, owner)).length <= 5);
    for (const id of await idsOf(store, owner)) await store.remove(owner, id);
    await saveAll(store, owner, names(5), 5);
    assert.equal((await idsOf(store, owner)).length, 5);
  });
});
