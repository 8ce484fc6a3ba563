import assert from 'node:assert/strict';
import type { OpenDrawingStore } from '../../src/stores/drawing-store';
import { onEachBackend } from '../support/backends';
import { drawing, idsOf, listed, newOwner, saveAll } from '../support/drawings';

onEachBackend('a drawing store', ({ open }) => {
  let store: OpenDrawingStore;
  before(async () => {
    store = await open();
  });

  it('gives a drawing back as it was saved, and nothing beside it', async () => {
    const owner = newOwner();
    const actions = JSON.stringify([{ colour: '#f00', 话: '一笔到底 🖌️', quote: '"\\\n' }]);
    assert.equal(await store.save(owner, drawing('画 🎨', actions), 200), 'saved');
    assert.deepEqual(await listed(store, owner), {
      drawings: [{ id: '画 🎨', actions }],
      next: null,
    });
  });

  it('replaces a drawing whole, and where it is', async () => {
    const owner = newOwner();
    await saveAll(store, owner, ['a', 'b', 'c']);
    assert.equal(await store.save(owner, drawing('a', '[2]'), 200), 'saved');
    assert.deepEqual((await listed(store, owner)).drawings, [
      drawing('c'),
      drawing('b'),
      drawing('a', '[2]'),
    ]);
  });

  it('keeps equal ids of two owners apart', async () => {
    const [one, other] = [newOwner(), newOwner()];
    await store.save(one, drawing('same', '[1]'), 200);
    await store.save(other, drawing('same', '[2]'), 200);
    await store.remove(one, 'same');
    assert.deepEqual(await idsOf(store, one), []);
    assert.deepEqual((await listed(store, other)).drawings, [drawing('same', '[2]')]);
  });

  it('removes a drawing, and has nothing against removing it again', async () => {
    const owner = newOwner();
    await saveAll(store, owner, ['a', 'b']);
    await store.remove(owner, 'a');
    await store.remove(owner, 'a');
    assert.deepEqual(await idsOf(store, owner), ['b']);
  });

  it('takes ids that mean something elsewhere for text', async () => {
    const owner = newOwner();
    const ids = ['$where', '__proto__', "'; drop table drawing; --", 'a.b', '%', 'null', ' '];
    await saveAll(store, owner, ids);
    assert.deepEqual(await idsOf(store, owner), ids.toReversed());
    for (const id of ids) await store.remove(owner, id);
    assert.deepEqual(await idsOf(store, owner), []);
  });

  it('tells ids apart by case and by accents', async () => {
    const owner = newOwner();
    const ids = ['a', 'A', 'á', 'a\u0301', 'a '];
    await saveAll(store, owner, ids);
    assert.deepEqual(await idsOf(store, owner), ids.toReversed());
  });

  it('takes a drawing of 512 KB', async () => {
    const owner = newOwner();
    const actions = JSON.stringify('画'.repeat(174_762));
    assert.equal(Buffer.byteLength(actions), 512 * 1024);
    await store.save(owner, drawing('large', actions), 200);
    assert.equal((await listed(store, owner)).drawings[0]?.actions, actions);
  });

  it('keeps its drawings when it is opened again', async () => {
    const owner = newOwner();
    await saveAll(store, owner, ['a', 'b']);
    assert.deepEqual(await idsOf(await open(), owner), ['b', 'a']);
  });
});
