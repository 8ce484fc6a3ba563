/** Where a player who wants to play is seated. */
import { noSuchRoom, replaced, roomFull } from './faults';
import { type Identity, type Line, newPlayer, type Player, sameLine } from './player';
import { isFull, openRoom, type Room, seatOf } from './room';
import { again, playerSeat, sit } from './seats';
import type { Step } from './step';

/** What a player wants: any room, a certain one, or a new one for friends. */
export interface Wish {
  readonly roomId?: string | undefined;
  readonly private?: boolean | undefined;
}

/** @throws GameFault when the room wished for is not there, full or playing */
export async function joinRoom(step: Step, who: Identity, line: Line, wish: Wish): Promise<Room> {
  const { tx } = step;
  const anyRoom = wish.roomId === undefined && !wish.private;
  const [known, offered] = await Promise.all([
    tx.player(who.key),
    anyRoom ? tx.oldestOpen() : null,
  ]);
  if (known?.line && !sameLine(known.line, line)) throw replaced();
  const player = { ...(known ?? newPlayer(who)), ...who, line };
  const here = await roomOf(step, player);
  if (here && staysHere(here, player, wish)) return playAgain(step, here, player);
  const target = wish.roomId === undefined ? offered : await namedRoom(step, wish.roomId, player);
  const free = here ? await step.standUp(here, player) : player;
  return takeSeat(step, free, line, target ?? newRoom(step, wish));
}

async function roomOf({ tx }: Step, { key, roomId }: Player): Promise<Room | null> {
  const room = roomId === null ? null : await tx.room(roomId);
  return room && seatOf(room, key) ? room : null;
}

/** Whoever asks again for what it has keeps it: the room it names, its private room, its place among those who wait. */
function staysHere(here: Room, { key }: Player, wish: Wish): boolean {
  if (wish.roomId !== undefined) return wish.roomId === here.id;
  if (here.round) return false;
  if (wish.private) return here.private;
  return !here.private && seatOf(here, key)?.ready === true;
}

async function namedRoom({ tx }: Step, id: string, { uid }: Player): Promise<Room> {
  const room = await tx.room(id);
  if (!room) throw noSuchRoom();
  if (room.round || isFull(room) || hasName(room, uid)) throw roomFull();
  return room;
}

/** A guest may bear the name of a signed-in user, but not in the same room. */
const hasName = (room: Room, uid: string) => room.seats.some((seat) => seat.uid === uid);

function newRoom({ tx, deps: { newId, roomSize } }: Step, wish: Wish): Room {
  return openRoom({ id: newId(), size: roomSize, private: wish.private ?? false }, tx.now);
}

async function takeSeat(step: Step, player: Player, line: Line, wanted: Room): Promise<Room> {
  const { tx, deps } = step;
  const room = hasName(wanted, player.uid) ? newRoom(step, {}) : wanted;
  tx.putPlayer({ ...player, roomId: room.id });
  const before = room.seats.length === 0 && !room.private ? null : room;
  await step.proceed(before, sit(room, playerSeat(player, line), tx.now, deps.times));
  return room;
}

async function playAgain(step: Step, here: Room, { key }: Player): Promise<Room> {
  const ready = again(here, key, step.tx.now, step.deps.times);
  if (ready !== here) await step.proceed(here, ready);
  else step.news.push({ kind: 'room', room: here, to: [key] });
  return here;
}
