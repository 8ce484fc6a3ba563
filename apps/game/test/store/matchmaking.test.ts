import assert from 'node:assert/strict';
import { enter, gameOver } from '../helpers/store-game';
import { overEachStore } from '../helpers/stores';

describe('matchmaking', () => {
  overEachStore((open) => {
    it('fills every room when many join at once by several processes', async () => {
      const games = [open(), open(), open()].map((store) => gameOver(store));
      const joins = Array.from({ length: 40 }, async (_, n) => {
        const game = games[n % 3] as (typeof games)[number];
        const { who, line } = await enter(game, `m${n}`);
        await game.join(who, line, {});
      });
      await Promise.all(joins);
      const began = games.flatMap(({ news }) => news.filter(({ kind }) => kind === 'began'));
      assert.equal(began.length, 20);
    });

    it('gives the seat in the oldest room', async () => {
      const game = gameOver(open(), { roomSize: 3 });
      const rooms: string[] = [];
      for (const uid of ['o1', 'o2', 'o3', 'o4']) {
        const { who, line } = await enter(game, uid);
        rooms.push((await game.join(who, line, {})).id);
      }
      const [first, ...others] = rooms;
      assert.deepEqual(
        others.map((id) => id === first),
        [true, true, false],
      );
    });

    it('keeps the seat of who joins twice', async () => {
      const game = gameOver(open());
      const { who, line } = await enter(game, 'twice');
      const first = await game.join(who, line, {});
      assert.equal((await game.join(who, line, {})).id, first.id);
      await game.leave(who.key, line);
    });

    it('refuses a room that is not there, full, or playing', async () => {
      const game = gameOver(open());
      const { who, line } = await enter(game, 'late');
      const names = ['f1', 'f2'];
      const rooms = await Promise.all(
        names.map(async (uid) => {
          const other = await enter(game, uid);
          return game.join(other.who, other.line, {});
        }),
      );
      await assert.rejects(game.join(who, line, { roomId: 'nowhere' }), { code: 'no_such_room' });
      const roomId = rooms[0]?.id;
      await assert.rejects(game.join(who, line, { roomId }), { code: 'room_full' });
    });

    it('seats a friend in a private room, and nobody else', async () => {
      const game = gameOver(open());
      const [host, friend, stranger] = await Promise.all(
        ['host', 'friend', 'stranger'].map((uid) => enter(game, uid)),
      );
      assert.ok(host && friend && stranger);
      const room = await game.join(host.who, host.line, { private: true });
      assert.notEqual((await game.join(stranger.who, stranger.line, {})).id, room.id);
      const joined = await game.join(friend.who, friend.line, { roomId: room.id });
      assert.equal(joined.id, room.id);
      assert.ok(game.news.some((news) => news.kind === 'began' && news.room.id === room.id));
      await game.leave(stranger.who.key, stranger.line);
    });
  });
});
