/** Taking, holding and giving up a seat. Pure: each function gives the changed room. */
import type { Identity, Line, Player } from './player';
import { isFull, isHere, type Room, type RoomTimes, type Seat, seatOf } from './room';

function changeSeat(room: Room, key: string, change: Partial<Seat>): Room {
  const seats = room.seats.map((seat) => (seat.key === key ? { ...seat, ...change } : seat));
  return { ...room, seats };
}

const keptUntil = (room: Room, now: number, { idleMs, inviteMs }: RoomTimes) =>
  now + (room.private ? inviteMs : idleMs);

/** Something happened here: the room stays open for a while. */
export function touch(room: Room, now: number, times: RoomTimes): Room {
  return { ...room, closesAt: keptUntil(room, now, times) };
}

/** The seat of a player who comes in by this connection. */
export function playerSeat(player: Player, line: Line): Seat {
  const { key, uid, uname, uavatar, signedIn, totalScore, winStreak } = player;
  const who = { key, uid, uname, uavatar, signedIn, totalScore, winStreak };
  return { ...who, robot: false, ready: true, line, heldUntil: null, choice: null };
}

/** Seats somebody. Whoever waits for robots waits anew: another player may follow. */
export function sit(room: Room, seat: Seat, now: number, times: RoomTimes): Room {
  return touch({ ...room, seats: [...room.seats, seat], robotsAt: null }, now, times);
}

/** Takes a player out. In a round it has left, and loses to everyone. */
export function stand(room: Room, key: string): Room {
  const leaver = seatOf(room, key);
  if (!leaver) return room;
  const seats = room.seats.filter((seat) => seat !== leaver);
  const round = room.round && { ...room.round, gone: [...room.round.gone, leaver] };
  return { ...forgive(room, [key]), seats, round };
}

/** Nothing is owed to these players any more. */
export function forgive(room: Room, keys: readonly string[]): Room {
  const { outcome } = room;
  if (!outcome?.owed.some((key) => keys.includes(key))) return room;
  return { ...room, outcome: { ...outcome, owed: outcome.owed.filter((k) => !keys.includes(k)) } };
}

/** A player's connection is gone; the seat is held from `since` on. */
export function drop(room: Room, key: string, since: number, { holdMs }: RoomTimes): Room {
  return changeSeat(room, key, { line: null, heldUntil: since + holdMs });
}

/** A player is back, by a new connection and perhaps with a new name. */
export function comeBack(room: Room, who: Identity, line: Line): Room {
  const { uname, uavatar } = who;
  return changeSeat(room, who.key, { line, heldUntil: null, uname, uavatar });
}

/** A player wants to play again in this room, and so has seen how the last round ended. */
export function again(room: Room, key: string, now: number, times: RoomTimes): Room {
  if (room.round || seatOf(room, key)?.ready) return room;
  return touch(changeSeat(forgive(room, [key]), key, { ready: true }), now, times);
}

/** Decides whether, and when, robots are to take the free seats. */
export function awaitRobots(room: Room, now: number, times: RoomTimes): Room {
  const waits = room.seats.some((seat) => !seat.robot && seat.ready && isHere(seat));
  if (room.private || room.round || !waits) {
    return room.robotsAt === null ? room : { ...room, robotsAt: null };
  }
  if (room.robotsAt !== null) return room;
  const mayPlayAgain = room.seats.some((seat) => !seat.ready);
  const patience = mayPlayAgain || isFull(room) ? times.rematchMs : times.robotAfterMs;
  return { ...room, robotsAt: now + patience };
}
