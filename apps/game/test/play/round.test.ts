import assert from 'node:assert/strict';
import { useGame } from '../helpers/game';
import { closePlayers, guest, newUid, playing, type TestPlayer } from '../helpers/player';

describe('a round of two', () => {
  const game = useGame();
  afterEach(closePlayers);

  it('begins when the room is full, and shows nobody a choice before its result', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    one.socket.emit('choice', { choice: 3 });
    two.socket.emit('choice', { choice: 2 });
    assert.deepEqual(await two.next('movement'), { uid: one.uid, movement: 'choice' });
    assert.deepEqual(await one.next('movement'), { uid: two.uid, movement: 'choice' });
    const { result } = await one.next('result');
    assert.deepEqual(await two.next('result').then((r) => r.result), result);
    const rows = new Map(result.map((row) => [row.uid, row]));
    assert.deepEqual(rows.get(one.uid), {
      uid: one.uid,
      choice: 3,
      roundScore: 1,
      totalScore: 1,
      winStreak: 1,
    });
    assert.equal(rows.get(two.uid)?.roundScore, 0);
    const before = two.messages.slice(
      0,
      two.messages.findIndex(({ event }) => event === 'result'),
    );
    assert.ok(!JSON.stringify(before).includes('"choice":3'));
  });

  it('lets a choice change until the time is up', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    two.socket.emit('choice', { choice: 1 });
    one.socket.emit('choice', { choice: 3 });
    one.socket.emit('choice', { choice: 2 });
    const { result } = await one.next('result');
    assert.equal(result.find(({ uid }) => uid === one.uid)?.choice, 2);
    assert.equal(result.find(({ uid }) => uid === one.uid)?.roundScore, 1);
  });

  it('shows faces to the others', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    one.socket.emit('face', { face: 4 });
    assert.deepEqual(await two.next('movement'), { uid: one.uid, movement: 'face', face: 4 });
    await two.next('result');
    assert.equal(one.all('movement').length, 0);
  });

  it('is lost by who leaves, which the others are told', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    two.socket.emit('choice', { choice: 2 });
    one.socket.emit('leave');
    assert.deepEqual(await two.next('leave'), { uid: one.uid });
    const { result } = await two.next('result');
    assert.equal(result.find(({ uid }) => uid === two.uid)?.roundScore, 1);
    assert.deepEqual(result.find(({ uid }) => uid === one.uid)?.choice, null);
    assert.equal(one.all('result').length, 0);
  });

  it('is followed by another one, in the same room, when both name it', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    const { roomId, roundId } = await one.next('result');
    one.socket.emit('join', { roomId });
    two.socket.emit('join', { roomId });
    const next = await one.next('start');
    assert.equal(next.roomId, roomId);
    assert.notEqual(next.roundId, roundId);
  });

  it('adds to the score and the streak of the one before', async () => {
    const players = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    const [one, two] = players;
    for (let round = 1; round <= 3; round++) {
      one.socket.emit('choice', { choice: 1 });
      two.socket.emit('choice', { choice: 3 });
      const { result, roomId } = await one.next('result');
      const mine = result.find(({ uid }) => uid === one.uid);
      assert.deepEqual([mine?.roundScore, mine?.winStreak], [round, round]);
      if (round === 3) assert.equal(mine?.totalScore, 6);
      else {
        for (const { socket } of players) socket.emit('join', { roomId });
        await Promise.all(players.map((player) => player.next('start')));
      }
    }
  });

  it('comes with `room` on every change, the last of which is true', async () => {
    const [one, two] = (await playing(game().url, newUid(), newUid())) as [TestPlayer, TestPlayer];
    await one.next('result');
    two.socket.emit('leave');
    await one.next('leave');
    const first = one.all('room')[0];
    assert.deepEqual([first?.full, first?.size, first?.private], [false, 2, false]);
    const last = one.all('room').at(-1);
    assert.deepEqual(
      last?.users.map(({ uid, ready }) => [uid, ready]),
      [[one.uid, false]],
    );
    const seqs = one.all('room').map(({ seq }) => seq);
    assert.deepEqual(
      seqs,
      [...new Set(seqs)].sort((a, b) => a - b),
    );
  });
});

describe('a round of four', () => {
  const game = useGame({ GAME_ROOM_SIZE: '4' });
  afterEach(closePlayers);

  it('is everyone against everyone', async () => {
    const players = await playing(game().url, newUid(), newUid(), newUid(), newUid());
    const hands = [2, 1, 1, 3] as const;
    players.forEach(({ socket }, n) => {
      socket.emit('choice', { choice: hands[n] ?? 1 });
    });
    const results = await Promise.all(players.map((player) => player.next('result')));
    const score = new Map(results[0]?.result.map((row) => [row.uid, row.roundScore]));
    assert.deepEqual(
      players.map(({ uid }) => score.get(uid)),
      [1, 0, 0, 0],
    );
  });
});

describe('a private room', () => {
  const game = useGame({ GAME_ROBOT_AFTER: '0' });
  afterEach(closePlayers);

  it('seats the friend who has its name, and plays on with the same two', async () => {
    const [host, friend] = [await guest(game().url, newUid()), await guest(game().url, newUid())];
    host.socket.emit('join', { private: true });
    const { roomId, private: invited } = await host.next('room');
    assert.equal(invited, true);
    friend.socket.emit('join', { roomId });
    assert.equal((await friend.next('start')).roomId, roomId);
    await host.next('result');
    friend.socket.emit('join', { roomId });
    host.socket.emit('join', { roomId });
    assert.equal((await friend.next('start')).roomId, roomId);
  });

  it('that is gone is a fault, and the connection goes on', async () => {
    const player = await guest(game().url, newUid());
    player.socket.emit('join', { roomId: 'gone' });
    assert.equal((await player.next('fault')).code, 'no_such_room');
    player.socket.emit('join');
    await player.next('start');
  });
});
