import assert from 'node:assert/strict';
import { newPlayer, signedInKey } from '../../src/player';
import { overEachStore } from '../helpers/stores';

describe('the leaderboard', () => {
  overEachStore((open) => {
    const put = (uid: string, totalScore: number, signedIn = true) =>
      open().transact(async (tx) => {
        const key = signedIn ? signedInKey(uid) : `g:${uid}`;
        const who = { key, uid, uname: `name ${uid}`, uavatar: 'https://a.example/x', signedIn };
        tx.putPlayer({ ...newPlayer(who), totalScore });
      });

    it('is empty at first', async () => assert.deepEqual(await open().leaderboard(10), []));

    it('ranks signed-in players by score; equal scores share a rank', async () => {
      await put('l1', 5);
      await put('l2', 9);
      await put('l3', 5);
      await put('l4', 2);
      await put('l5', 0);
      await put('a guest', 99, false);
      const best = await open().leaderboard(10);
      assert.deepEqual(
        best.map(({ rank, score }) => [rank, score]),
        [
          [1, 9],
          [2, 5],
          [2, 5],
          [4, 2],
        ],
      );
      assert.deepEqual(best[0], {
        rank: 1,
        name: 'name l2',
        avatar: 'https://a.example/x',
        score: 9,
      });
    });

    it('follows the scores, and gives no more than asked for', async () => {
      await put('l4', 20);
      const best = await open().leaderboard(2);
      assert.deepEqual(
        best.map(({ name }) => name),
        ['name l4', 'name l2'],
      );
    });
  });
});
