import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import type { News } from '../../src/news';
import { enter, gameOver, type StoreGame, shortTimes } from '../helpers/store-game';
import { overEachStore } from '../helpers/stores';

async function playRound(game: StoreGame, ...uids: string[]) {
  const people = await Promise.all(uids.map((uid) => enter(game, uid)));
  for (const { who, line } of people) await game.join(who, line, {});
  const began = game.news.find((news) => news.kind === 'began');
  assert.ok(began?.kind === 'began');
  return { room: began.room, people };
}

const endings = (games: readonly StoreGame[]) =>
  games.flatMap(({ news }) => news.filter(({ kind }) => kind === 'ended'));

describe('the settlement of a round', () => {
  overEachStore((open) => {
    it('happens once, however many processes try at the same time', async () => {
      const games = Array.from({ length: 5 }, () => gameOver(open()));
      const { room } = await playRound(games[0] as StoreGame, 's1', 's2');
      await waitFor(async () => {
        await Promise.all(games.map((game) => game.upkeep(room.id)));
        return endings(games).length > 0;
      });
      await Promise.all(games.map((game) => game.upkeep(room.id)));
      assert.equal(endings(games).length, 1);
    });

    it('keeps scores and streaks of the players', async () => {
      const game = gameOver(open());
      const { room, people } = await playRound(game, 'k1', 'k2');
      const [one, two] = people;
      assert.ok(one && two);
      await game.choose(room.id, one.who.key, one.line, 2);
      await game.choose(room.id, two.who.key, two.line, 1);
      await waitFor(async () => {
        await game.upkeep(room.id);
        return endings([game]).length > 0;
      });
      const again = await enter(game, 'k1');
      const welcome = await game.hello(again.who, again.line, () => undefined);
      assert.deepEqual([welcome.player.totalScore, welcome.player.winStreak], [1, 1]);
    });

    it('takes no hand after the deadline', async () => {
      const game = gameOver(open());
      const { room, people } = await playRound(game, 'd1', 'd2');
      const [one] = people;
      assert.ok(one);
      await waitFor(() =>
        game.choose(room.id, one.who.key, one.line, 1).then(
          () => false,
          (error: { code: string }) => error.code === 'no_round',
        ),
      );
    });

    it('is told by another process when the one that settled it dies before it tells', async () => {
      const times = { ...shortTimes, resendMs: 40 };
      let settled = false;
      const tell = (all: readonly News[]) => {
        settled ||= all.some(({ kind }) => kind === 'ended');
      };
      const dead = gameOver(open(), { times, tell });
      const other = gameOver(open(), { times });
      const [one, two] = [await enter(dead, 'r1'), await enter(dead, 'r2')];
      await dead.join(one.who, one.line, {});
      const { id } = await dead.join(two.who, two.line, {});
      const told = () => other.news.filter(({ kind }) => kind === 'owed' || kind === 'ended');
      await waitFor(async () => {
        await (settled ? other : dead).upkeep(id);
        return told().length > 0;
      });
      const [news] = told();
      assert.ok(news?.kind === 'owed' && news.to.length === 2, news?.kind);
    });

    it('is owed until it is confirmed', async () => {
      const game = gameOver(open());
      const { room, people } = await playRound(game, 'c1', 'c2');
      await waitFor(async () => {
        await game.upkeep(room.id);
        return endings([game]).length > 0;
      });
      const [one] = people;
      assert.ok(one);
      const back = { ...one.line, socket: 'another' };
      const welcome = await game.hello(one.who, back, () => undefined);
      assert.equal(welcome.missed?.outcome.roundId, room.round.id);
      await game.confirm(room.id, room.round.id, [one.who.key]);
      const later = { ...one.line, socket: 'a third' };
      assert.equal((await game.hello(one.who, later, () => undefined)).missed, null);
    });
  });
});
