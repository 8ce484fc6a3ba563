/** What time does to a room: seats lapse, robots come, rounds begin and end, results are sent again, rooms close. Pure. */
import type { Choice } from '@weapp-samples/contracts';
import {
  humansOf,
  isComplete,
  isReachable,
  type LostSince,
  type Outcome,
  type Room,
  type RoomTimes,
  type Round,
  type Seat,
} from './room';
import { beginRound, type PlayingRoom, settleRound } from './round';
import { awaitRobots, stand, touch } from './seats';

/** What upkeep is given from outside. */
export interface UpkeepContext {
  readonly now: number;
  readonly times: RoomTimes;
  readonly lostSince: LostSince;
  readonly newRoundId: () => string;
  readonly newRobot: () => Seat;
  readonly pickHand: () => Choice;
}

/** What has happened to a room, in the order in which players are told. */
export type RoomEvent =
  | { readonly kind: 'left'; readonly seat: Seat; readonly inRound: boolean }
  | { readonly kind: 'began'; readonly room: PlayingRoom }
  | {
      readonly kind: 'ended';
      readonly room: Room & { readonly outcome: Outcome };
      readonly round: Round;
    }
  | {
      readonly kind: 'owed';
      readonly room: Room & { readonly outcome: Outcome };
      readonly keys: readonly string[];
    };

/** A room after some time; null when it is closed. */
export interface Kept {
  readonly room: Room | null;
  readonly events: readonly RoomEvent[];
}

/** Brings a room up to `now`. Doing it twice, or late, gives the same. */
export function upkeep(room: Room, context: UpkeepContext): Kept {
  const events: RoomEvent[] = [];
  // Whoever's time ran out before the round's has left it; whoever's ran out after has not.
  let kept = lapseSeats(
    room,
    Math.min(context.now, room.round?.endsAt ?? context.now),
    context,
    events,
  );
  kept = endRound(kept, context, events);
  kept = lapseSeats(kept, context.now, context, events);
  kept = callRobots(kept, context, events);
  kept = resend(kept, context, events);
  const next = closeIdle(proceed(kept, context, events), context);
  return { room: next, events };
}

/** Begins a round when everyone is there, else lets those who wait wait. */
export function proceed(room: Room, context: UpkeepContext, events: RoomEvent[]): Room {
  const { now, times, lostSince, newRoundId, pickHand } = context;
  if (!isComplete(room, lostSince)) return awaitRobots(room, now, times);
  const playing = beginRound(room, newRoundId(), now, times, pickHand);
  events.push({ kind: 'began', room: playing });
  return playing;
}

function lapseSeats(room: Room, until: number, context: UpkeepContext, events: RoomEvent[]): Room {
  const lapsed = humansOf(room).filter((seat) => heldUntil(seat, context) <= until);
  return lapsed.reduce((left, seat) => standUp(left, seat, events), room);
}

function standUp(room: Room, seat: Seat, events: RoomEvent[]): Room {
  events.push({ kind: 'left', seat, inRound: room.round !== null });
  return stand(room, seat.key);
}

/** Seats of a dead process are held from when it was last alive. */
function heldUntil(seat: Seat, { times, lostSince }: UpkeepContext): number {
  if (seat.heldUntil !== null) return seat.heldUntil;
  const lost = seat.line && lostSince(seat.line.process);
  return lost === null ? Number.POSITIVE_INFINITY : lost + times.holdMs;
}

function endRound(room: Room, { now, times }: UpkeepContext, events: RoomEvent[]): Room {
  if (!isPlaying(room) || now < room.round.endsAt) return room;
  const settled = settleRound(room, now, times);
  events.push({ kind: 'ended', room: settled.room, round: settled.round });
  return settled.room;
}

const isPlaying = (room: Room): room is PlayingRoom => room.round !== null;

/** Who waited long enough gets robots in place of those who are not ready and of those who never came. */
function callRobots(room: Room, context: UpkeepContext, events: RoomEvent[]): Room {
  const { now, times, lostSince, newRobot } = context;
  if (room.round || room.robotsAt === null || now < room.robotsAt) return room;
  const idle = humansOf(room).filter((seat) => !seat.ready && isReachable(seat, lostSince));
  const rest = idle.reduce((left, seat) => standUp(left, seat, events), room);
  const dropped = rest.seats.some((seat) => !isReachable(seat, lostSince));
  if (dropped) return { ...rest, robotsAt: now + times.robotAfterMs };
  const seats = [...rest.seats];
  while (seats.length < rest.size) seats.push(newRobot());
  return { ...rest, seats, robotsAt: null };
}

function resend(room: Room, { now, times, lostSince }: UpkeepContext, events: RoomEvent[]): Room {
  const { outcome } = room;
  if (!outcome || outcome.owed.length === 0 || now < outcome.resendAt) return room;
  const next = { ...room, outcome: { ...outcome, resendAt: now + times.resendMs } };
  const keys = room.seats
    .filter((seat) => outcome.owed.includes(seat.key) && isReachable(seat, lostSince))
    .map(({ key }) => key);
  if (keys.length > 0) events.push({ kind: 'owed', room: next, keys });
  return next;
}

/** A room without players closes, a private one when the invitation has run out; so does one nobody waits in. */
function closeIdle(room: Room, { now, times, lostSince }: UpkeepContext): Room | null {
  const humans = humansOf(room);
  if (humans.length === 0 && !room.private) return null;
  if (room.round || now < room.closesAt) return room;
  const waits = humans.some((seat) => seat.ready && isReachable(seat, lostSince));
  return waits ? touch(room, now, times) : null;
}
