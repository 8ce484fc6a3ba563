/** What each message of a client does (contracts: Game). */
import { type ClientEvent, faultCodes, type ServerPayload } from '@weapp-samples/contracts';
import { GameFault, helloFirst, notInRoom } from '../faults';
import type { Game } from '../game';
import { identify } from '../identity';
import type { Identity } from '../player';
import { roomView } from '../room';
import { resultView, startView } from '../round';
import type { Welcome } from '../welcome';
import { type GameSocket, playerRoom, toldRoom } from './types';
import { type MessageHandler, validate } from './validate';

export interface HandlerDeps {
  readonly game: Game;
  /** Players online, here and elsewhere. */
  readonly online: () => number;
  /** Called when a connection's player has gone on from the result of the last round. */
  readonly joined: (socket: GameSocket) => void;
  /** Called when a player is back. */
  readonly resumed: (socket: GameSocket) => void;
}

export function gameHandlers(deps: HandlerDeps): Readonly<Record<ClientEvent, MessageHandler>> {
  const { game } = deps;
  return {
    hello: validate('hello', async (socket, { user, coordinate, cordinate, lastRound }) => {
      const who = identify(socket.data.user, user);
      const before = socket.data.who;
      if (before && before.key !== who.key) throw otherUid();
      const place = coordinate ?? cordinate;
      const near = place && (await game.near(who.key, place));
      socket.data.placed ||= Boolean(place);
      const nearby = () => near ?? Math.max(0, deps.online() - 1);
      const welcome = (found: Welcome) => {
        markTold(socket, lastRound, found);
        greet(socket, who, found, nearby);
      };
      const { missed } = await game.hello(who, socket.data.line, welcome, lastRound);
      if (missed) deps.resumed(socket);
    }),
    join: validate('join', async (socket, wish) => {
      const room = await game.join(identityOf(socket), socket.data.line, wish);
      socket.data.roomId = room.id;
      deps.joined(socket);
    }),
    leave: validate('leave', async (socket) => {
      await game.leave(identityOf(socket).key, socket.data.line);
      socket.data.roomId = null;
    }),
    choice: validate('choice', (socket, { choice }) => {
      const { key, roomId } = seatedIn(socket);
      return game.choose(roomId, key, socket.data.line, choice);
    }),
    face: validate('face', (socket, { face }) => {
      const { key, roomId } = seatedIn(socket);
      return game.face(roomId, key, socket.data.line, face);
    }),
  };
}

const otherUid = () =>
  new GameFault(faultCodes.otherUid, 'this connection belongs to another player', 'user.uid');

function identityOf({ data }: GameSocket): Identity {
  if (!data.who) throw helloFirst();
  return data.who;
}

function seatedIn(socket: GameSocket): { key: string; roomId: string } {
  const { key } = identityOf(socket);
  const { roomId } = socket.data;
  if (roomId === null) throw notInRoom();
  return { key, roomId };
}

/** A result the player has already may still be on its way between processes: it ends here. */
function markTold(socket: GameSocket, lastRound: string | undefined, { room, missed }: Welcome) {
  if (lastRound !== undefined) void socket.join(toldRoom(lastRound));
  if (room?.outcome && !missed) void socket.join(toldRoom(room.outcome.roundId));
}

/** From here on the connection is the player's. Whoever is back gets what it needs to go on. */
function greet(
  socket: GameSocket,
  who: Identity,
  { player, room, running, missed }: Welcome,
  nearby: () => number,
): void {
  const { uid, uname, uavatar, signedIn } = who;
  socket.data.who = who;
  void socket.join(playerRoom(who.key));
  const { totalScore, winStreak } = player;
  const user = { uid, uname, uavatar };
  socket.emit('hi', {
    message: 'welcome',
    nearby: nearby(),
    user,
    signedIn,
    totalScore,
    winStreak,
  });
  if (!room) return;
  socket.data.roomId = room.id;
  socket.emit('room', roomView(room));
  if (missed) socket.emit('result', resultView(missed));
  if (running) socket.emit('start', resumedStart(running));
}

function resumedStart({
  room,
  seconds,
  choice,
}: NonNullable<Welcome['running']>): ServerPayload<'start'> {
  return { ...startView(room, seconds), resumed: { choice } };
}
