/** A player is here: for the first time, again, or back in the room the last connection dropped out of. */
import { type Choice, faultCodes } from '@weapp-samples/contracts';
import { GameFault } from './faults';
import type { RoomWithOutcome } from './news';
import { type Identity, type Line, newPlayer, type Player, sameLine, signedInKey } from './player';
import { type Room, seatOf } from './room';
import type { PlayingRoom } from './round';
import { comeBack, forgive } from './seats';
import type { Step } from './step';

/** What a player who is here is told. */
export interface Welcome {
  readonly player: Player;
  /** The room it is back in; null when it has none, or never left it. */
  readonly room: Room | null;
  /** The round it is back in. */
  readonly running: {
    readonly room: PlayingRoom;
    readonly seconds: number;
    readonly choice: Choice | null;
  } | null;
  /** A round whose result it may have missed. */
  readonly missed: RoomWithOutcome | null;
}

/**
 * @param lastRound the last round whose result the player has, as far as it said so
 * @throws GameFault when a guest bears the name of a signed-in user
 */
export async function welcome(
  step: Step,
  who: Identity,
  line: Line,
  lastRound?: string,
): Promise<Welcome> {
  const { tx, news } = step;
  const [record, namesake] = await Promise.all([
    tx.player(who.key),
    who.signedIn ? null : tx.player(signedInKey(who.uid)),
  ]);
  if (namesake) throw new GameFault(faultCodes.uidTaken, 'this uid is taken', 'user.uid');
  const before = record ?? newPlayer(who);
  const isBack = !sameLine(before.line, line);
  if (before.line && isBack) news.push({ kind: 'replaced', line: before.line });
  const room = before.roomId === null ? null : await tx.room(before.roomId);
  const seat = room && seatOf(room, who.key);
  const player = { ...before, ...who, line, roomId: seat ? room.id : null };
  tx.putPlayer(player);
  if (!seat) return { player, room: null, running: null, missed: null };
  const known = room.outcome?.roundId === lastRound ? forgive(room, [who.key]) : room;
  const back = comeBack(known, who, line);
  const after = await step.proceed(room, back, isBack ? who.key : undefined);
  if (!isBack) return { player, room: null, running: null, missed: null };
  return {
    player,
    room: after,
    running: running(room, seat.choice, tx.now),
    missed: missed(after, who),
  };
}

function running(room: Room, choice: Choice | null, now: number): Welcome['running'] {
  const { round } = room;
  if (!round || now >= round.endsAt) return null;
  return { room: { ...room, round }, seconds: (round.endsAt - now) / 1000, choice };
}

function missed(room: Room, { key }: Identity): RoomWithOutcome | null {
  const { outcome } = room;
  return outcome?.owed.includes(key) ? { ...room, outcome } : null;
}
