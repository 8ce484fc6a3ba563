/** The life of a round: it begins, hands change, it is settled. Pure: each function gives the changed room. */
import type { Choice, ResultRow, ServerPayload } from '@weapp-samples/contracts';
import { humansOf, type Outcome, type Room, type RoomTimes, type Round, type Seat } from './room';
import { scoreRound } from './rules';

/** A room in which a round runs. */
export type PlayingRoom = Room & { readonly round: Round };

/** Begins a round; `pick` gives each robot its first hand. */
export function beginRound(
  room: Room,
  id: string,
  now: number,
  { gameMs }: RoomTimes,
  pick: () => Choice,
): PlayingRoom {
  const seats = room.seats.map((seat) => ({ ...seat, choice: seat.robot ? pick() : null }));
  return { ...room, seats, robotsAt: null, round: { id, endsAt: now + gameMs, gone: [] } };
}

/** Changes a hand. The room must be playing and the time not up. */
export function chooseHand<R extends Room>(room: R, key: string, choice: Choice): R {
  const seats = room.seats.map((seat) => (seat.key === key ? { ...seat, choice } : seat));
  return { ...room, seats };
}

/** A settled round: the room after it, with the scores in its seats. */
export interface Settled {
  readonly room: Room & { readonly outcome: Outcome };
  readonly round: Round;
}

/** Ends the round by the rules. Who left counts as having no hand, and is listed last. */
export function settleRound(room: PlayingRoom, now: number, times: RoomTimes): Settled {
  const gone = room.round.gone.map((seat) => ({ ...seat, choice: 'left' as const }));
  const players = [...room.seats, ...gone];
  const scores = scoreRound(players);
  const rows = players.map(({ uid, choice }, index): ResultRow => {
    const score = scores[index] as (typeof scores)[number];
    return { uid, choice: choice === 'left' ? null : choice, ...score };
  });
  const seats = room.seats.map((seat, index) => afterRound(seat, rows[index] as ResultRow));
  const outcome: Outcome = {
    roundId: room.round.id,
    rows,
    owed: humansOf(room).map(({ key }) => key),
    resendAt: now + times.resendMs,
  };
  const closesAt = now + (room.private ? times.inviteMs : times.idleMs);
  return { room: { ...room, seats, round: null, outcome, closesAt }, round: room.round };
}

function afterRound(seat: Seat, { totalScore, winStreak }: ResultRow): Seat {
  return { ...seat, totalScore, winStreak, choice: null, ready: seat.robot };
}

/** What `start` says; `seconds` is what remains of the round. */
export function startView(room: PlayingRoom, seconds: number): ServerPayload<'start'> {
  const roomUsers = room.seats.map(({ uid, uname, uavatar, totalScore, winStreak }) => {
    return { uid, uname, uavatar, choice: null, roundScore: 0 as const, totalScore, winStreak };
  });
  return { gameTime: seconds, roomUsers, roomId: room.id, roundId: room.round.id };
}

/** What `result` says. */
export function resultView(room: Room & { readonly outcome: Outcome }): ServerPayload<'result'> {
  const { roundId, rows } = room.outcome;
  return { result: [...rows], roomId: room.id, roundId };
}
