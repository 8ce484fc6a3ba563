import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { useRedis, waitFor } from '@weapp-samples/testkit';
import { TirelessPlayer } from '@weapp-samples/testkit/tireless-player';
import { type GameProcess, startGameProcesses } from '../helpers/processes';

describe('four game processes over one Redis', () => {
  const redis = useRedis();
  let processes: GameProcess[] = [];
  let players: TirelessPlayer[] = [];
  before('start the processes', async function () {
    this.timeout(60_000);
    processes = await startGameProcesses(4, { REDIS_URL: redis().url, GAME_TIME: '0.5' });
  });
  after('stop the processes', async () => {
    for (const player of players) player.close();
    await Promise.all(processes.map((game) => game.end()));
  });

  it('end every round with one result, though two of them are killed in the middle', async () => {
    const living = () => processes.filter((game) => game.alive());
    players = Array.from({ length: 24 }, (_, n) => {
      const address = (attempt: number) => {
        const alive = living();
        return alive[(n + attempt) % alive.length]?.url ?? '';
      };
      return new TirelessPlayer({ uid: `k${n}`, address });
    });
    await Promise.all(players.map((player) => player.start()));
    for (const victim of processes.slice(0, 2)) {
      await sleep(1200);
      await victim.kill();
    }
    await sleep(1500);
    for (const player of players) player.rest();
    const over = () => players.every((player) => player.open().length === 0);
    await waitFor(over, { timeoutMs: 10_000, what: 'the end of every round' });
    await sleep(300);

    const rounds = new Map<string, unknown>();
    for (const { results } of players) {
      for (const [roundId, [first, ...others]] of results) {
        assert.equal(others.length, 0, `round ${roundId} came ${others.length + 1} times`);
        if (rounds.has(roundId)) assert.deepEqual(first?.result, rounds.get(roundId));
        rounds.set(roundId, first?.result);
      }
    }
    assert.ok(rounds.size > 30, `only ${rounds.size} rounds were played`);
    // On a busy machine a `start` may arrive when its round is over; nothing else may be wrong.
    const faults = players.flatMap((player) => player.faults);
    assert.deepEqual(
      faults.filter((code) => code !== 'no_round'),
      [],
    );
  }).timeout(40_000);
});
