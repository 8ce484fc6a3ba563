import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyHand, changesOfMind } from '../../src/robot';
import { useGame } from '../helpers/game';
import { closePlayers, guest, newUid } from '../helpers/player';

describe('a player nobody plays with', () => {
  const game = useGame({ GAME_ROBOT_AFTER: '0.05', GAME_TIME: '0.4' });
  afterEach(closePlayers);

  it('gets a robot, which is a player like any other', async () => {
    const player = await guest(game().url, newUid());
    player.socket.emit('join');
    const { roomUsers } = await player.next('start');
    const robot = roomUsers.find(({ uid }) => uid !== player.uid);
    assert.match(robot?.uid ?? '', /^robot-/);
    assert.deepEqual(await player.next('movement'), { uid: robot?.uid, movement: 'choice' });
    const { result } = await player.next('result');
    const row = result.find(({ uid }) => uid === robot?.uid);
    assert.ok(row?.choice);
    assert.equal(row?.roundScore, 1);
  });

  it('plays on with the same robot when it names the room', async () => {
    const player = await guest(game().url, newUid());
    player.socket.emit('join');
    const { roomId, roomUsers } = await player.next('start');
    await player.next('result');
    player.socket.emit('join', { roomId });
    const next = await player.next('start');
    assert.deepEqual(
      next.roomUsers.map(({ uid }) => uid),
      roomUsers.map(({ uid }) => uid),
    );
  });

  it('leaves, and the robot leaves with it', async () => {
    const player = await guest(game().url, newUid());
    player.socket.emit('join');
    const { roomId } = await player.next('start');
    player.socket.emit('leave');
    player.socket.emit('join', { roomId });
    assert.equal((await player.next('fault')).code, 'no_such_room');
  });

  it('does not wait for one when somebody comes in time', async () => {
    const [one, two] = [await guest(game().url, newUid()), await guest(game().url, newUid())];
    one.socket.emit('join');
    two.socket.emit('join');
    const { roomUsers } = await one.next('start');
    assert.deepEqual(roomUsers.map(({ uid }) => uid).sort(), [one.uid, two.uid].sort());
  });
});

describe('a robot', () => {
  it('changes its mind at least once, and never after the round', () => {
    const random = fc.infiniteStream(fc.double({ min: 0, max: 0.999999, noNaN: true }));
    fc.assert(
      fc.property(random, fc.integer({ min: 50, max: 600_000 }), (numbers, gameMs) => {
        const times = changesOfMind(gameMs, () => numbers.next().value);
        assert.ok(times.length > 0);
        assert.ok(times.every((at) => at > 0 && at < gameMs));
      }),
    );
  });

  it('may choose any hand', () => {
    const seen = new Set([0, 0.4, 0.99].map((value) => anyHand(() => value)));
    assert.deepEqual([...seen].sort(), [1, 2, 3]);
  });
});
