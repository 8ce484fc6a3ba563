/** Where a player who wants to play is seated. */
import { GameFault, noSuchRoom, replaced, roomFull } from './faults';
import { type Identity, type Line, newPlayer, type Player, sameLine } from './player';
import { isFull, openRoom, type Room, seatOf } from './room';
import { again, playerSeat, sit } from './seats';
import type { Step } from './step';

/** What a player wants: any room, a certain one, or a new one for friends. */
export interface Wish {
  readonly roomId?: string | undefined;
  readonly private?: boolean | undefined;
}

export interface JoinRequest {
  readonly who: Identity;
  readonly line: Line;
  readonly wish: Wish;
}

/** Where a player was seated, or why not. */
export type Joined =
  | { readonly room: Room; readonly fault?: undefined }
  | { readonly room?: undefined; readonly fault: GameFault };

/** Seats several players, one after another. One that cannot be seated changes nothing for the others. */
export async function joinRooms(step: Step, requests: readonly JoinRequest[]): Promise<Joined[]> {
  const { tx } = step;
  // Read together what they will need one by one.
  await Promise.all([
    requests.some(({ wish }) => wantsAny(wish)) && tx.oldestOpen(),
    ...requests.map(async ({ who }) => roomOf(step, await tx.player(who.key))),
  ]);
  const joined: Joined[] = [];
  for (const request of requests) {
    try {
      joined.push({ room: await joinRoom(step, request) });
    } catch (error) {
      if (!(error instanceof GameFault)) throw error;
      joined.push({ fault: error });
    }
  }
  return joined;
}

/** @throws GameFault, before anything is put, when the room wished for is not there, full or playing */
async function joinRoom(step: Step, { who, line, wish }: JoinRequest): Promise<Room> {
  const { tx } = step;
  const [known, offered] = await Promise.all([
    tx.player(who.key),
    wantsAny(wish) ? tx.oldestOpen() : null,
  ]);
  if (known?.line && !sameLine(known.line, line)) throw replaced();
  const player = { ...(known ?? newPlayer(who)), ...who, line };
  const here = await roomOf(step, player);
  if (here && staysHere(here, player, wish)) return playAgain(step, here, player);
  const target = wish.roomId === undefined ? offered : await namedRoom(step, wish.roomId, player);
  const free = here ? await step.standUp(here, player) : player;
  return takeSeat(step, free, line, target ?? newRoom(step, wish));
}

/** The room a player sits in. */
async function roomOf({ tx }: Step, player: Player | null): Promise<Room | null> {
  if (!player || player.roomId === null) return null;
  const room = await tx.room(player.roomId);
  return room && seatOf(room, player.key) ? room : null;
}

const wantsAny = ({ roomId, private: invited }: Wish) => roomId === undefined && !invited;

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
