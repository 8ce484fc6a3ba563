/** What every step of the game needs: the transaction, the surroundings, and one way to write a changed room. */
import { type News, peopleOf } from './news';
import { newPlayer, type Player } from './player';
import { anyHand, type Random, robotSeat } from './robot';
import {
  humansOf,
  type LostSince,
  looksDifferent,
  type Room,
  type RoomTimes,
  type Seat,
  seatOf,
  wakeAt,
} from './room';
import { stand, touch } from './seats';
import type { Transaction } from './stores/game-store';
import { proceed, type RoomEvent, type UpkeepContext } from './upkeep';

export interface StepDeps {
  readonly times: RoomTimes;
  /** Seats of a new room. */
  readonly roomSize: number;
  /** When a process died; null while it lives. */
  readonly lostSince: LostSince;
  /** A new name for a room, a round or a robot. */
  readonly newId: () => string;
  readonly random: Random;
}

export interface StepContext extends StepDeps {
  readonly tx: Transaction;
  readonly news: News[];
  readonly context: () => UpkeepContext;
  /** Writes what became of a room, null for a closed one, with the news and the scores that follow. */
  change(
    before: Room | null,
    after: Room | null,
    events: readonly RoomEvent[],
    except?: string,
  ): Promise<void>;
  /** Takes a player out of a room; gives the player after that. Not written yet. */
  standUp(room: Room, player: Player): Promise<Player>;
  /** In how many ms the first of the rooms written is due; null when none was written. */
  nextInMs(): number | null;
}

export function createStep(tx: Transaction, deps: StepDeps): StepContext {
  const news: News[] = [];
  let next: number | null = null;
  const context = (): UpkeepContext => ({
    ...deps,
    now: tx.now,
    newRoundId: deps.newId,
    newRobot: () => robotSeat(deps.newId(), deps.random),
    pickHand: () => anyHand(deps.random),
  });
  const write = (before: Room | null, after: Room): Room => {
    const room = looksDifferent(before, after) ? { ...after, seq: after.seq + 1 } : after;
    tx.putRoom(room);
    const wait = wakeAt(room, tx.now, deps.times) - tx.now;
    next = Math.min(next ?? wait, wait);
    return room;
  };
  const change: StepContext['change'] = async (before, after, events, except) => {
    const gone = after ?? before;
    if (!gone) return;
    await keepScores(tx, events);
    const room = after && after !== before ? write(before, after) : gone;
    if (!after) tx.closeRoom(gone.id);
    const seen = after !== null && looksDifferent(before, after);
    news.push(...newsOf(room, seen, events, except));
  };
  const standUp: StepContext['standUp'] = async (room, player) => {
    const seat = seatOf(room, player.key);
    if (!seat) return { ...player, roomId: null };
    const events: RoomEvent[] = [{ kind: 'left', seat, inRound: false }];
    const rest = stand(room, player.key);
    const empty = humansOf(rest).length === 0;
    const kept =
      empty && !rest.private ? null : proceed(touch(rest, tx.now, deps.times), context(), events);
    await change(room, kept, events);
    return { ...player, roomId: null, winStreak: room.round ? 0 : player.winStreak };
  };
  return { ...deps, tx, news, context, change, standUp, nextInMs: () => next };
}

/** A player's record follows the seat: the scores of a round, and the streak of whoever left one. */
async function keepScores(tx: Transaction, events: readonly RoomEvent[]): Promise<void> {
  for (const event of events) {
    if (event.kind === 'left' && event.inRound)
      await keepScore(tx, { ...event.seat, winStreak: 0 });
    if (event.kind !== 'ended') continue;
    for (const seat of humansOf(event.room)) await keepScore(tx, seat, event.room.id);
  }
}

async function keepScore(tx: Transaction, seat: Seat, roomId: string | null = null): Promise<void> {
  const { totalScore, winStreak, line } = seat;
  const known = await tx.player(seat.key);
  const player = known ?? { ...newPlayer(seat), line, roomId };
  tx.putPlayer({ ...player, totalScore, winStreak });
}

/** In the order players are told: who left, how the round ended, how the room is, what begins. */
function newsOf(room: Room, seen: boolean, events: readonly RoomEvent[], except?: string): News[] {
  const left: News[] = [];
  const ended: News[] = [];
  const after: News[] = [];
  const to = peopleOf(room);
  for (const event of events) {
    if (event.kind === 'left') left.push({ kind: 'left', seat: event.seat, to });
    else if (event.kind === 'began') after.push({ kind: 'began', room: event.room, to });
    else if (event.kind === 'owed') after.push({ kind: 'owed', room: event.room, to: event.keys });
    else {
      const { room: settled, round } = event;
      ended.push({ kind: 'ended', room: settled, endsAt: round.endsAt, to: peopleOf(settled) });
    }
  }
  const shown: News[] = seen ? [{ kind: 'room', room, to: peopleOf(room, except) }] : [];
  return [...left, ...ended, ...shown, ...after];
}
