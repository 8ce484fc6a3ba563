import assert from 'node:assert/strict';
import { waitFor } from '@weapp-samples/testkit';
import { useGame } from '../helpers/game';
import {
  closePlayers,
  connectPlayer,
  guest,
  newUid,
  playing,
  type TestPlayer,
} from '../helpers/player';

/** The same player by a new connection. */
async function comeBack(url: string, uid: string): Promise<TestPlayer> {
  const player = await connectPlayer(url, uid);
  player.socket.emit('hello', { user: { uid, uname: 'back' } });
  await player.next('hi');
  return player;
}

describe('a player who drops', () => {
  const game = useGame({ GAME_TIME: '0.6', GAME_SEAT_HOLD: '1' });
  afterEach(closePlayers);

  it('in a round gets the room, what remains of the round and its own hand on return', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    await one.socket.emitWithAck('choice', { choice: 2 });
    await two.socket.emitWithAck('choice', { choice: 1 });
    one.close();
    while ((await two.next('room')).users.every(({ ready }) => ready));
    const back = await comeBack(game().url, one.uid);
    const room = await back.next('room');
    assert.equal(room.users.length, 2);
    const start = await back.next('start');
    assert.deepEqual(start.resumed, { choice: 2 });
    assert.ok(start.gameTime > 0 && start.gameTime < 0.6);
    const { result } = await back.next('result');
    assert.equal(result.find(({ uid }) => uid === one.uid)?.roundScore, 1);
  });

  it('and comes back after the round gets the result that was missed, and not again once it has arrived', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    one.close();
    const { roundId } = await two.next('result');
    const back = await comeBack(game().url, one.uid);
    assert.equal((await back.next('result')).roundId, roundId);
    assert.equal(back.all('result').length, 1);
    // What a client that leaves at once has received, the server may learn only from its next connection.
    const silent = async () => {
      const again = await comeBack(game().url, one.uid);
      await again.next('room');
      return again.all('result').length === 0;
    };
    await waitFor(silent, { what: 'a return without the result' });
  });

  it('and went on from the result before gets it no more', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    const { roomId } = await one.next('result');
    assert.equal(await one.socket.emitWithAck('join', { roomId }), null);
    one.close();
    const back = await comeBack(game().url, one.uid);
    assert.equal((await back.next('room')).roomId, roomId);
    assert.equal(back.all('result').length, 0);
    two.close();
  });

  it('and says which result it has does not get that again', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    one.close();
    const { roundId } = await two.next('result');
    const back = await connectPlayer(game().url, one.uid);
    await back.socket.emitWithAck('hello', { user: { uid: one.uid }, lastRound: roundId });
    await back.next('room');
    assert.equal(back.all('result').length, 0);
  });

  it('and does not come back in time has left, which the others are told', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    one.close();
    assert.deepEqual(await two.next('leave'), { uid: one.uid });
    const back = await comeBack(game().url, one.uid);
    back.socket.emit('choice', { choice: 1 });
    assert.equal((await back.next('fault')).code, 'not_in_room');
    assert.equal(back.all('room').length, 0);
  });

  it('while waiting keeps the place, and is not matched until it is back', async () => {
    const one = await guest(game().url, newUid());
    one.socket.emit('join');
    const { roomId } = await one.next('room');
    one.close();
    const other = await guest(game().url, newUid());
    other.socket.emit('join');
    assert.notEqual((await other.next('room')).roomId, roomId);
    const back = await comeBack(game().url, one.uid);
    assert.equal((await back.next('room')).roomId, roomId);
  });

  it('keeps score and streak', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    one.socket.emit('choice', { choice: 2 });
    two.socket.emit('choice', { choice: 1 });
    await one.next('result');
    one.socket.emit('leave');
    await two.next('leave');
    one.close();
    const back = await connectPlayer(game().url, one.uid);
    back.socket.emit('hello', { user: { uid: one.uid } });
    const hi = await back.next('hi');
    assert.deepEqual([hi.totalScore, hi.winStreak], [1, 1]);
  });
});
