/** The game: each thing a player or the time can do, as one step of the store, and the news of it. */
import type { Choice, Face, Position } from '@weapp-samples/contracts';
import { noRound, notInRoom, replaced } from './faults';
import { createGathering } from './gathering';
import { type Joined, type JoinRequest, joinRooms, type Wish } from './joining';
import { type News, peopleOf } from './news';
import { type Identity, type Line, sameLine } from './player';
import { type Room, type Seat, seatOf } from './room';
import { chooseHand } from './round';
import { drop, forgive } from './seats';
import { Step, type StepDeps } from './step';
import type { GameStore } from './stores/game-store';
import { upkeep } from './upkeep';
import { type Welcome, welcome } from './welcome';

export interface GameDeps extends StepDeps {
  readonly store: GameStore;
  readonly nearbyKm: number;
  /** Told what has happened, once it is committed. */
  readonly tell: (news: readonly News[]) => void;
  /** Told that something is due in so many ms. */
  readonly dueIn: (ms: number) => void;
}

/** All of it rejects with a GameFault when it cannot be, and with another error when the store is away. */
export interface Game {
  /**
   * A player is here by this connection. `greet` is called before anyone is told; `lastRound` is the round
   * whose result the player has got already.
   */
  hello(
    who: Identity,
    line: Line,
    greet: (welcome: Welcome) => void,
    lastRound?: string,
  ): Promise<Welcome>;
  join(who: Identity, line: Line, wish: Wish): Promise<Room>;
  leave(key: string, line: Line): Promise<void>;
  /** `line` is null for a robot. */
  choose(roomId: string, key: string, line: Line | null, choice: Choice): Promise<void>;
  face(roomId: string, key: string, line: Line, face: Face): Promise<void>;
  /** The connection is gone; the seat is held. False when a newer connection has taken over. */
  drop(key: string, line: Line): Promise<boolean>;
  /** These players' connections have got the result of the round. */
  confirm(roomId: string, roundId: string, keys: readonly string[]): Promise<void>;
  /** Does what is due in a room. */
  upkeep(roomId: string): Promise<void>;
  /** Remembers where a player is; counts the others near. */
  near(key: string, place: Position): Promise<number>;
}

/** @example createGame({ store, times, roomSize: 2, nearbyKm: 5, newId, random, lostSince, tell, dueIn }) */
export function createGame(deps: GameDeps): Game {
  const { store, nearbyKm } = deps;
  const take = taker(deps);
  // Joins of one process would only disturb each other, for all of them want the oldest open room: those that
  // come while others are under way are taken together.
  const join = createGathering<JoinRequest, Joined>((requests) =>
    take((step) => joinRooms(step, requests)),
  );
  return {
    hello: (who, line, greet, lastRound) =>
      take((step) => welcome(step, who, line, lastRound), greet),
    async join(who, line, wish) {
      const { room, fault } = await join({ who, line, wish });
      if (fault) throw fault;
      return room;
    },
    leave: (key, line) => take((step) => leave(step, key, line)),
    choose: (roomId, key, line, choice) => take((step) => choose(step, roomId, key, line, choice)),
    face: (roomId, key, line, face) => take((step) => show(step, roomId, key, line, face)),
    drop: (key, line) => take((step) => dropPlayer(step, key, line)),
    confirm: (roomId, roundId, keys) => take((step) => confirm(step, roomId, roundId, keys)),
    upkeep: (roomId) => take((step) => keepUp(step, roomId)),
    near: (key, place) => store.near(key, place, nearbyKm),
  };
}

/** Takes a step, then tells of it. */
function taker(deps: GameDeps) {
  return async <T>(work: (step: Step) => Promise<T>, first?: (result: T) => void) => {
    const { result, step } = await deps.store.transact(async (tx) => {
      const step = new Step(tx, deps);
      return { result: await work(step), step };
    });
    if (step.nextInMs !== null) deps.dueIn(step.nextInMs);
    first?.(result);
    if (step.news.length > 0) deps.tell(step.news);
    return result;
  };
}

async function leave(step: Step, key: string, line: Line): Promise<void> {
  const player = await step.tx.player(key);
  if (player?.line && !sameLine(player.line, line)) throw replaced();
  const room = player?.roomId ? await step.tx.room(player.roomId) : null;
  if (!player || !room || !seatOf(room, key)) throw notInRoom();
  step.tx.putPlayer(await step.standUp(room, player));
}

/** The room and the seat of a player who is still connected by this line. */
async function seated({ tx }: Step, roomId: string, key: string, line: Line | null) {
  const room = await tx.room(roomId);
  const seat = room && seatOf(room, key);
  if (!room || !seat) throw notInRoom();
  if (!seat.robot && !sameLine(seat.line, line)) throw replaced();
  return { room, seat };
}

async function choose(
  step: Step,
  roomId: string,
  key: string,
  line: Line | null,
  choice: Choice,
): Promise<void> {
  const { room, seat } = await seated(step, roomId, key, line);
  if (!room.round || step.tx.now >= room.round.endsAt) throw noRound();
  moved(step, room, seat, null);
  if (seat.choice !== choice) await step.change(room, chooseHand(room, key, choice), []);
}

async function show(step: Step, roomId: string, key: string, line: Line, face: Face) {
  const { room, seat } = await seated(step, roomId, key, line);
  moved(step, room, seat, face);
}

function moved({ news }: Step, room: Room, seat: Seat, face: Face | null): void {
  news.push({ kind: 'moved', seat, face, to: peopleOf(room, seat.key) });
}

async function dropPlayer(step: Step, key: string, line: Line): Promise<boolean> {
  const { tx, deps } = step;
  const player = await tx.player(key);
  if (!player || !sameLine(player.line, line)) return false;
  tx.putPlayer({ ...player, line: null });
  const room = player.roomId ? await tx.room(player.roomId) : null;
  if (!room || !seatOf(room, key)) return true;
  await step.proceed(room, drop(room, key, tx.now, deps.times));
  return true;
}

async function confirm(
  step: Step,
  roomId: string,
  roundId: string,
  keys: readonly string[],
): Promise<void> {
  const room = await step.tx.room(roomId);
  if (room?.outcome?.roundId === roundId) await step.change(room, forgive(room, keys), []);
}

async function keepUp(step: Step, roomId: string): Promise<void> {
  const { tx } = step;
  const room = await tx.room(roomId);
  if (!room) return tx.closeRoom(roomId);
  const { room: next, events } = upkeep(room, step.context());
  // Put even when unchanged: it goes back on the agenda.
  if (next === room) tx.putRoom(room);
  await step.change(room, next, events);
  return undefined;
}
