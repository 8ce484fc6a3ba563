import assert from 'node:assert/strict';
import { guestKey, newPlayer, type Player } from '../../src/player';
import { overEachStore } from '../helpers/stores';

const somebody = (uid: string): Player =>
  newPlayer({ key: guestKey(uid), uid, uname: '小明 😀', uavatar: '', signedIn: false });

describe('a step of the game', () => {
  overEachStore((open) => {
    it('keeps what it puts', async () => {
      const store = open();
      const player = somebody('kept');
      await store.transact(async (tx) => tx.putPlayer(player));
      assert.deepEqual(await store.transact((tx) => tx.player(player.key)), player);
    });

    it('changes nothing when it fails', async () => {
      const store = open();
      const player = somebody('failed');
      const step = store.transact(async (tx) => {
        tx.putPlayer(player);
        throw new Error('no');
      });
      await assert.rejects(step, /no/);
      assert.equal(await store.transact((tx) => tx.player(player.key)), null);
    });

    it('loses no other step taken at the same time', async () => {
      const stores = [open(), open(), open()];
      const player = somebody('counted');
      const count = (n: number) =>
        stores[n % 3]?.transact(async (tx) => {
          const now = (await tx.player(player.key)) ?? player;
          tx.putPlayer({ ...now, totalScore: now.totalScore + 1 });
        });
      await Promise.all(Array.from({ length: 60 }, (_, n) => count(n)));
      const after = await open().transact((tx) => tx.player(player.key));
      assert.equal(after?.totalScore, 60);
    });

    it('knows the time, the same for all', async () => {
      const times = await Promise.all(
        [open(), open()].map((store) =>
          store.transact(async (tx) => {
            await tx.player('nobody');
            return tx.now;
          }),
        ),
      );
      for (const time of times) assert.ok(Math.abs(time - Date.now()) < 5000);
    });
  });
});
