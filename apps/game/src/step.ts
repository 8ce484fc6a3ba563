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

/** One step. What it changes goes through here, so that nothing that follows from a change is forgotten. */
export class Step {
  /** What players are to be told when the step is committed. */
  readonly news: News[] = [];
  /** In how many ms the first of the rooms written is due; null when none was written. */
  nextInMs: number | null = null;

  constructor(
    readonly tx: Transaction,
    readonly deps: StepDeps,
  ) {}

  /** What upkeep is given from outside, at this moment. */
  context(): UpkeepContext {
    const { times, lostSince, newId, random } = this.deps;
    return {
      now: this.tx.now,
      times,
      lostSince,
      newRoundId: newId,
      newRobot: () => robotSeat(newId(), random),
      pickHand: () => anyHand(random),
    };
  }

  /** Begins a round if everyone is there, and writes what became of the room. */
  async proceed(before: Room | null, after: Room, except?: string): Promise<Room> {
    const events: RoomEvent[] = [];
    const next = proceed(after, this.context(), events);
    return (await this.change(before, next, events, except)) ?? next;
  }

  /**
   * Writes what became of a room, null for a closed one, with the scores and the news that follow.
   * @param except who is not told how the room is
   * @returns the room as it was written
   */
  async change(
    before: Room | null,
    after: Room | null,
    events: readonly RoomEvent[],
    except?: string,
  ): Promise<Room | null> {
    const gone = after ?? before;
    if (!gone) return null;
    if (events.length > 0) await keepScores(this.tx, events);
    const seen = after !== null && looksDifferent(before, after);
    const room = after && after !== before ? this.write(after, seen) : gone;
    if (!after) this.tx.closeRoom(gone.id);
    this.tell(room, seen, events, except);
    return after && room;
  }

  /** Takes a player out of a room; gives the player after that, which is not written yet. */
  async standUp(room: Room, player: Player): Promise<Player> {
    const seat = seatOf(room, player.key);
    if (!seat) return { ...player, roomId: null };
    const { now } = this.tx;
    const events: RoomEvent[] = [{ kind: 'left', seat, inRound: false }];
    const rest = touch(stand(room, player.key), now, this.deps.times);
    const isOver = humansOf(rest).length === 0 && !rest.private;
    await this.change(room, isOver ? null : proceed(rest, this.context(), events), events);
    return { ...player, roomId: null, winStreak: room.round ? 0 : player.winStreak };
  }

  private write(after: Room, seen: boolean): Room {
    const { tx, deps } = this;
    const room = seen ? { ...after, seq: after.seq + 1 } : after;
    tx.putRoom(room);
    const wait = wakeAt(room, tx.now, deps.times) - tx.now;
    this.nextInMs = Math.min(this.nextInMs ?? wait, wait);
    return room;
  }

  /** In the order players are told: who left, how the round ended, how the room is, what begins. */
  private tell(room: Room, seen: boolean, events: readonly RoomEvent[], except?: string): void {
    const { news } = this;
    if (events.length === 0) {
      if (seen) news.push({ kind: 'room', room, to: peopleOf(room, except) });
      return;
    }
    const to = peopleOf(room);
    for (const event of events) {
      if (event.kind === 'left') news.push({ kind: 'left', seat: event.seat, to });
    }
    for (const event of events) if (event.kind === 'ended') news.push(endOf(event));
    if (seen) news.push({ kind: 'room', room, to: peopleOf(room, except) });
    for (const event of events) {
      if (event.kind === 'began') news.push({ kind: 'began', room: event.room, to });
      else if (event.kind === 'owed') news.push({ kind: 'owed', room: event.room, to: event.keys });
    }
  }
}

function endOf({ room, round }: Extract<RoomEvent, { kind: 'ended' }>): News {
  return { kind: 'ended', room, endsAt: round.endsAt, to: peopleOf(room) };
}

/** A player's record follows the seat: the scores of a round, and the streak of whoever left one. */
async function keepScores(tx: Transaction, events: readonly RoomEvent[]): Promise<void> {
  const kept = events.flatMap((event) => {
    if (event.kind === 'left' && event.inRound) {
      return keepScore(tx, { ...event.seat, winStreak: 0 }, null);
    }
    if (event.kind !== 'ended') return [];
    return humansOf(event.room).map((seat) => keepScore(tx, seat, event.room.id));
  });
  await Promise.all(kept);
}

async function keepScore(tx: Transaction, seat: Seat, roomId: string | null): Promise<void> {
  const { totalScore, winStreak, line } = seat;
  const known = await tx.player(seat.key);
  const player = known ?? { ...newPlayer(seat), line, roomId };
  tx.putPlayer({ ...player, totalScore, winStreak });
}
