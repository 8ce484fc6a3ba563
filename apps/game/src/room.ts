/** A room: what it holds, and what follows from that. Everything here is a value; changes make a new one. */
import type { ResultRow, ServerPayload } from '@weapp-samples/contracts';
import type { Line } from './player';
import type { Hand } from './rules';

/** A player in a room. */
export interface Seat {
  readonly key: string;
  readonly uid: string;
  readonly uname: string;
  readonly uavatar: string;
  readonly signedIn: boolean;
  readonly robot: boolean;
  /** Wants the next round. */
  readonly ready: boolean;
  /** Null for a robot, and for a player who dropped. */
  readonly line: Line | null;
  /** Until when the seat of a dropped player is held, in ms. */
  readonly heldUntil: number | null;
  readonly choice: Hand;
  readonly totalScore: number;
  readonly winStreak: number;
}

/** A round that runs. Times are the store's, in ms. */
export interface Round {
  readonly id: string;
  readonly endsAt: number;
  /** Players who left since it began, and lose it to everyone. */
  readonly gone: readonly Seat[];
}

/** How the last round ended, and who has not got that yet. */
export interface Outcome {
  readonly roundId: string;
  readonly rows: readonly ResultRow[];
  /** Keys of the players whose connection has not confirmed the result. */
  readonly owed: readonly string[];
  /** When the result is sent again to those. */
  readonly resendAt: number;
}

export interface Room {
  readonly id: string;
  readonly size: number;
  readonly private: boolean;
  /** Grows with every change that others can see. */
  readonly seq: number;
  readonly openedAt: number;
  readonly seats: readonly Seat[];
  readonly round: Round | null;
  readonly outcome: Outcome | null;
  /** When robots take what is free; null while nobody waits for that. */
  readonly robotsAt: number | null;
  /** When the room closes unless somebody waits or plays in it. */
  readonly closesAt: number;
}

/** The durations of the game in ms. */
export interface RoomTimes {
  readonly gameMs: number;
  readonly robotAfterMs: number;
  /** How long those who want to play again wait for the others of their room. */
  readonly rematchMs: number;
  readonly holdMs: number;
  /** How long a room stays after its last round. */
  readonly idleMs: number;
  /** How long a private room stays without its players. */
  readonly inviteMs: number;
  /** How long a result may stay unconfirmed before it is sent again. */
  readonly resendMs: number;
  /** How often a room is looked at when nothing is due, to notice dead processes. */
  readonly sweepMs: number;
}

/** When the process that holds a line was last alive, if it is dead; else null. */
export type LostSince = (process: string) => number | null;

export interface NewRoom {
  readonly id: string;
  readonly size: number;
  readonly private: boolean;
}

/** An empty room. */
export function openRoom({ id, size, private: invited }: NewRoom, now: number): Room {
  return {
    id,
    size,
    private: invited,
    seq: 0,
    openedAt: now,
    seats: [],
    round: null,
    outcome: null,
    robotsAt: null,
    closesAt: now,
  };
}

/** The seat of a player, if it has one here. */
export function seatOf(room: Room, key: string): Seat | undefined {
  return room.seats.find((seat) => seat.key === key);
}

export const isFull = (room: Room) => room.seats.length >= room.size;

export const humansOf = (room: Room) => room.seats.filter(({ robot }) => !robot);

/** Whether somebody can be reached at this seat, as far as the room itself knows. */
export const isHere = ({ robot, line }: Seat) => robot || line !== null;

/** Whether the room is offered to whoever joins: a free seat, and everyone here and waiting. */
export function isOpen(room: Room): boolean {
  if (room.private || room.round || isFull(room)) return false;
  return room.seats.length > 0 && room.seats.every((seat) => seat.ready && isHere(seat));
}

/** Whether a round can begin: everyone here and ready, no seat free. */
export function isComplete(room: Room, lostSince: LostSince): boolean {
  if (room.round || !isFull(room)) return false;
  return room.seats.every((seat) => seat.ready && isReachable(seat, lostSince));
}

/** Whether somebody can be reached at this seat, dead processes considered. */
export function isReachable(seat: Seat, lostSince: LostSince): boolean {
  return seat.robot || (seat.line !== null && lostSince(seat.line.process) === null);
}

/** When the room has to be looked at next, in ms. */
export function wakeAt(room: Room, now: number, { sweepMs }: RoomTimes): number {
  const times = [now + sweepMs];
  if (room.round) times.push(room.round.endsAt);
  else times.push(room.closesAt);
  if (room.robotsAt !== null) times.push(room.robotsAt);
  if (room.outcome && room.outcome.owed.length > 0) times.push(room.outcome.resendAt);
  for (const { heldUntil } of room.seats) if (heldUntil !== null) times.push(heldUntil);
  return Math.min(...times);
}

/** The room as its players see it. */
export function roomView(room: Room): ServerPayload<'room'> {
  return {
    roomId: room.id,
    users: room.seats.map((seat) => ({
      uid: seat.uid,
      uname: seat.uname,
      uavatar: seat.uavatar,
      ready: seat.ready && isHere(seat),
    })),
    full: isFull(room),
    size: room.size,
    private: room.private,
    seq: room.seq,
  };
}

/** Whether the players of a room would see a difference. */
export function looksDifferent(before: Room | null, after: Room): boolean {
  if (!before || before.seats.length !== after.seats.length) return true;
  if (before.seats === after.seats) return false;
  return after.seats.some((seat, index) => !looksSame(seat, before.seats[index] as Seat));
}

function looksSame(one: Seat, other: Seat): boolean {
  return (
    one === other ||
    (one.key === other.key &&
      (one.ready && isHere(one)) === (other.ready && isHere(other)) &&
      one.uname === other.uname &&
      one.uavatar === other.uavatar)
  );
}
