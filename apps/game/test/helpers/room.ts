/** Rooms and times for tests of the pure parts. */
import { guestKey, newPlayer } from '../../src/player';
import { robotSeat } from '../../src/robot';
import { openRoom, type Room, type RoomTimes, type Seat } from '../../src/room';
import { playerSeat, sit } from '../../src/seats';
import type { UpkeepContext } from '../../src/upkeep';

export const times: RoomTimes = {
  gameMs: 3000,
  robotAfterMs: 1000,
  rematchMs: 5000,
  holdMs: 20_000,
  idleMs: 30_000,
  inviteMs: 600_000,
  resendMs: 2000,
  sweepMs: 5000,
};

/** The key of a test player. */
export const keyOf = (name: string) => guestKey(name);

/** A seat for somebody of this name, connected to the process `here`. */
export function seatFor(name: string, change: Partial<Seat> = {}): Seat {
  const who = { key: keyOf(name), uid: name, uname: name, uavatar: '', signedIn: false };
  const seat = playerSeat(newPlayer(who), { socket: `socket of ${name}`, process: 'here' });
  return { ...seat, ...change };
}

/** A room in which these sit since time 0. */
export function roomOf(names: readonly string[], change: Partial<Room> = {}): Room {
  const empty = openRoom({ id: 'room', size: 2, private: false, ...change }, 0);
  const room = names.reduce((r, name) => sit(r, seatFor(name), 0, times), empty);
  return { ...room, ...change };
}

/** What upkeep is given at a time. */
export function at(now: number, change: Partial<UpkeepContext> = {}): UpkeepContext {
  let ids = 0;
  const newId = () => `id-${now}-${ids++}`;
  return {
    now,
    times,
    lostSince: () => null,
    newRoundId: newId,
    newRobot: () => robotSeat(newId(), () => 0),
    pickHand: () => 1,
    ...change,
  };
}
