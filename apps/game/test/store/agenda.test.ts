import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import fc from 'fast-check';
import { openRoom } from '../../src/room';
import { sit } from '../../src/seats';
import { createAgenda } from '../../src/stores/agenda';
import type { GameStore } from '../../src/stores/game-store';
import { seatFor } from '../helpers/room';
import { shortTimes } from '../helpers/store-game';
import { overEachStore } from '../helpers/stores';

describe('the agenda', () => {
  overEachStore((open) => {
    const putRoom = (store: GameStore, id: string, dueInMs: number) =>
      store.transact(async (tx) => {
        await tx.room(id);
        const room = openRoom({ id, size: 2, private: true }, tx.now);
        const closesAt = tx.now + dueInMs;
        tx.putRoom({ ...sit(room, seatFor(id), tx.now, shortTimes), closesAt });
      });

    it('gives each due room to one of those who ask', async () => {
      const stores = [open(), open(), open()];
      const ids = Array.from({ length: 12 }, (_, n) => `due${n}`);
      for (const id of ids) await putRoom(stores[0] as GameStore, id, 0);
      const asked = await Promise.all(stores.map((store) => store.due(100, 60_000)));
      assert.deepEqual(asked.flatMap(({ roomIds }) => roomIds).sort(), ids.sort());
      for (const id of ids) await stores[0]?.transact(async (tx) => tx.closeRoom(id));
    });

    it('gives a room again when it was not dealt with in time', async () => {
      const store = open();
      await putRoom(store, 'again', 0);
      assert.deepEqual((await store.due(10, 30)).roomIds, ['again']);
      assert.deepEqual((await store.due(10, 30)).roomIds, []);
      await waitFor(async () => (await store.due(10, 30)).roomIds.includes('again'));
      await store.transact(async (tx) => tx.closeRoom('again'));
    });

    it('says when the next is due', async () => {
      const store = open();
      assert.equal((await store.due(10, 30)).nextInMs, null);
      await putRoom(store, 'next', 400);
      const { nextInMs } = await store.due(10, 30);
      assert.ok(nextInMs !== null && nextInMs > 200 && nextInMs <= 400, String(nextInMs));
      await store.transact(async (tx) => tx.closeRoom('next'));
    });
  });

  it('in memory gives everything in its order, whatever is moved and deleted before', () => {
    const change = fc.record({
      member: fc.integer({ min: 0, max: 30 }).map(String),
      at: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
        const agenda = createAgenda();
        const expected = new Map<string, number>();
        for (const { member, at } of changes) {
          if (at === null) agenda.delete(member);
          else agenda.set(member, at);
          if (at === null) expected.delete(member);
          else expected.set(member, at);
        }
        const taken: number[] = [];
        for (let m = agenda.takeDue(1000); m !== undefined; m = agenda.takeDue(1000)) {
          taken.push(expected.get(m) ?? -1);
          expected.delete(m);
        }
        assert.equal(expected.size, 0);
        assert.deepEqual(
          taken,
          [...taken].sort((a, b) => a - b),
        );
      }),
    );
  });
});
