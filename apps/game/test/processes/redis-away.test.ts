import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { useRedis, waitFor } from '@weapp-samples/testkit';
import { useGame } from '../helpers/game';
import { closePlayers, guest, newUid, type TestPlayer } from '../helpers/player';

describe('the game while Redis is away', () => {
  const redis = useRedis();
  const env = () => ({ REDIS_URL: redis().url, GAME_ROBOT_AFTER: '5' });
  const games = [useGame(env), useGame(env)];
  const urls = () => games.map((game) => game().url);
  afterEach(closePlayers);

  const readiness = () =>
    Promise.all(urls().map(async (url) => (await fetch(`${url}/readyz`)).status));
  const ready = async (status: number) => (await readiness()).every((each) => each === status);

  /** A round between players of two processes, whose messages go through Redis. */
  async function playAcross(one: TestPlayer, two: TestPlayer): Promise<void> {
    const taken = await Promise.all([one, two].map(({ socket }) => socket.emitWithAck('join')));
    assert.deepEqual(taken, [null, null]);
    const [begun] = await Promise.all([one.next('start'), two.next('start')]);
    const [first, second] = await Promise.all([one.next('result'), two.next('result')]);
    assert.equal(first.roundId, begun.roundId);
    assert.deepEqual(second, first);
  }

  const twoGuests = () => Promise.all(urls().map((url) => guest(url, newUid())));

  it('stays up, says so, and goes on with the same connections after a restart', async () => {
    const [one, two] = (await twoGuests()) as [TestPlayer, TestPlayer];
    await playAcross(one, two);
    await redis().kill();
    await waitFor(() => ready(503), { what: '503' });
    assert.equal((await one.socket.emitWithAck('join'))?.code, 'unavailable');
    await redis().restart();
    await waitFor(() => ready(200), { what: '200' });
    await playAcross(one, two);
    assert.ok(one.socket.connected && two.socket.connected);
  }).timeout(20_000);

  it('stays up, says so, and goes on when Redis does not answer for ten seconds', async () => {
    const [one, two] = (await twoGuests()) as [TestPlayer, TestPlayer];
    redis().pause();
    assert.equal((await one.socket.emitWithAck('join'))?.code, 'unavailable');
    assert.equal(await ready(503), true);
    await sleep(10_000);
    redis().resume();
    await waitFor(() => ready(200), { what: '200' });
    // What was sent into the silence may have been done after all.
    await one.socket.emitWithAck('leave');
    await playAcross(one, two);
  }).timeout(40_000);

  it('settles what fell due meanwhile as soon as Redis is back', async () => {
    const [one, two] = (await twoGuests()) as [TestPlayer, TestPlayer];
    for (const { socket } of [one, two]) socket.emit('join');
    await Promise.all([one.next('start'), two.next('start')]);
    await redis().kill();
    await waitFor(() => ready(503), { what: '503' });
    await redis().restart();
    await Promise.all([one.next('result'), two.next('result')]);
  }).timeout(20_000);
});
