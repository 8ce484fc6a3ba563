import assert from 'node:assert/strict';
import { isOpen, type Room, wakeAt } from '../../src/room';
import { again, drop, stand } from '../../src/seats';
import { proceed, type RoomEvent, upkeep } from '../../src/upkeep';
import { at, keyOf, roomOf, seatFor, times } from '../helpers/room';

/** What becomes of a room, which must not close. */
function after(room: Room, now: number, change = {}) {
  const { room: next, events } = upkeep(room, at(now, change));
  assert.ok(next, 'the room has closed');
  return { room: next, kinds: events.map(({ kind }) => kind), events };
}

function begun(names: readonly string[], change: Partial<Room> = {}): Room {
  const events: RoomEvent[] = [];
  const room = proceed(roomOf(names, change), at(0), events);
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['began'],
  );
  return room;
}

describe('a room that waits', () => {
  it('is open while a seat is free and everyone is here', () => {
    const room = roomOf(['a']);
    assert.equal(isOpen(room), true);
    assert.equal(isOpen(drop(room, keyOf('a'), 0, times)), false);
    assert.equal(isOpen(roomOf(['a', 'b'])), false);
    assert.equal(isOpen(roomOf(['a'], { private: true })), false);
    assert.equal(isOpen(begun(['a', 'b'])), false);
  });

  it('begins once it is full', () => {
    assert.equal(begun(['a', 'b']).round?.endsAt, times.gameMs);
    assert.equal(begun(['a', 'b', 'c'], { size: 3 }).seats.length, 3);
  });

  it('does not begin while somebody has dropped', () => {
    const room = drop(roomOf(['a', 'b']), keyOf('b'), 0, times);
    assert.equal(proceed(room, at(0), []).round, null);
  });

  it('does not begin while somebody sits at a dead process', () => {
    const room = proceed(roomOf(['a', 'b']), at(0, { lostSince: () => -1 }), []);
    assert.equal(room.round, null);
  });

  it('gets a robot after the wait, not before', () => {
    const room = proceed(roomOf(['a']), at(0), []);
    assert.equal(wakeAt(room, 0, times), times.robotAfterMs);
    assert.equal(after(room, times.robotAfterMs - 1).room.seats.length, 1);
    const filled = after(room, times.robotAfterMs);
    assert.deepEqual(filled.kinds, ['began']);
    assert.deepEqual(
      filled.room.seats.map(({ robot, choice }) => [robot, choice]),
      [
        [false, null],
        [true, 1],
      ],
    );
  });

  it('of eight gets as many robots as seats are free', () => {
    const room = proceed(roomOf(['a', 'b'], { size: 8 }), at(0), []);
    const { room: filled } = after(room, times.robotAfterMs);
    assert.equal(filled.seats.filter(({ robot }) => robot).length, 6);
  });

  it('never gets robots when it is private, and is kept while somebody waits in it', () => {
    const room = proceed(roomOf(['a'], { private: true }), at(0), []);
    const { room: later } = after(room, times.inviteMs * 3);
    assert.equal(later.seats.length, 1);
    assert.ok(later.closesAt > times.inviteMs * 3);
  });

  it('closes when its only player has not come back in time', () => {
    const room = drop(roomOf(['a']), keyOf('a'), 0, times);
    assert.equal(wakeAt(room, 0, { ...times, sweepMs: 1e9 }), times.holdMs);
    assert.equal(after(room, times.holdMs - 1).room.seats.length, 1);
    assert.equal(upkeep(room, at(times.holdMs)).room, null);
  });

  it('stays for an invited friend when it is private, until the invitation runs out', () => {
    const room = drop(roomOf(['a'], { private: true }), keyOf('a'), 0, times);
    const empty = after({ ...room, closesAt: times.inviteMs }, times.holdMs).room;
    assert.equal(empty.seats.length, 0);
    assert.equal(upkeep(empty, at(times.inviteMs)).room, null);
  });
});

describe('a round', () => {
  it('ends at its deadline, once', () => {
    const room = begun(['a', 'b']);
    assert.deepEqual(after(room, times.gameMs - 1).kinds, []);
    const ended = after(room, times.gameMs);
    assert.deepEqual(ended.kinds, ['ended']);
    assert.equal(ended.room.round, null);
    assert.deepEqual(after(ended.room, times.gameMs).kinds, []);
  });

  it('owes its result to every human, and says so again until it is confirmed', () => {
    const { room } = after(begun(['a', 'b']), times.gameMs);
    assert.deepEqual(room.outcome?.owed, [keyOf('a'), keyOf('b')]);
    const resent = after(room, times.gameMs + times.resendMs);
    assert.deepEqual(resent.kinds, ['owed']);
    assert.deepEqual(after(resent.room, times.gameMs + times.resendMs).kinds, []);
  });

  it('is lost to everyone by who leaves', () => {
    const room = stand(begun(['a', 'b']), keyOf('b'));
    const { room: ended } = after(room, times.gameMs);
    assert.deepEqual(
      ended.outcome?.rows.map(({ uid, choice, roundScore }) => [uid, choice, roundScore]),
      [
        ['a', null, 1],
        ['b', null, 0],
      ],
    );
  });

  it('counts who comes back too late as having left, even when it is looked at late', () => {
    const slow = { ...times, gameMs: 60_000 };
    const room = drop(proceed(roomOf(['a', 'b']), at(0, { times: slow }), []), keyOf('b'), 0, slow);
    const { events, kinds } = after(room, 100_000, { times: slow });
    assert.deepEqual(kinds, ['left', 'ended']);
    assert.ok(events[0]?.kind === 'left' && events[0].inRound);
  });

  it('counts the hand of who dropped but still has the seat', () => {
    const room = drop(begun(['a', 'b']), keyOf('b'), 0, times);
    const { kinds, room: ended } = after(room, times.gameMs);
    assert.deepEqual(kinds, ['ended']);
    assert.equal(ended.seats.length, 2);
  });

  it('counts as left before its end only whose time ran out before its end', () => {
    const room = drop(begun(['a', 'b']), keyOf('b'), 0, times);
    const { events, kinds } = after(room, times.holdMs + 1);
    assert.deepEqual(kinds, ['ended', 'left']);
    assert.ok(events[1]?.kind === 'left' && !events[1].inRound);
  });

  it('gives up the seats of a dead process when their time is over', () => {
    const room = begun(['a', 'b']);
    const elsewhere = {
      ...room,
      seats: [room.seats[0], seatFor('b', { line: { socket: 's', process: 'dead' } })] as never,
    };
    const lostSince = (process: string) => (process === 'dead' ? 500 : null);
    assert.deepEqual(after(elsewhere, times.gameMs, { lostSince }).kinds, ['ended']);
    const { room: ended } = after(elsewhere, times.gameMs, { lostSince });
    assert.ok(after(ended, 500 + times.holdMs - 1, { lostSince }).room.seats.length === 2);
    assert.ok(after(ended, 500 + times.holdMs, { lostSince }).room.seats.length === 1);
  });
});

describe('a room after its round', () => {
  const ended = () => after(begun(['a', 'b']), times.gameMs).room;

  it('is not offered to others', () => assert.equal(isOpen(ended()), false));

  it('begins again when everyone wants to', () => {
    const one = proceed(again(ended(), keyOf('a'), 4000, times), at(4000), []);
    assert.equal(one.round, null);
    const events: RoomEvent[] = [];
    const both = proceed(again(one, keyOf('b'), 4500, times), at(4500), events);
    assert.equal(both.round?.endsAt, 7500);
  });

  it('replaces by a robot who does not want to, after the wait', () => {
    const waiting = proceed(again(ended(), keyOf('a'), 4000, times), at(4000), []);
    const { room, kinds } = after(waiting, 4000 + times.rematchMs);
    assert.ok(kinds.includes('left') && kinds.includes('began'));
    assert.deepEqual(
      room.seats.map(({ robot }) => robot),
      [false, true],
    );
  });

  it('closes when nobody wants to for long', () => {
    assert.equal(upkeep(ended(), at(times.gameMs + times.idleMs)).room, null);
  });
});
