/** Plays: sends what the player wants, takes what the server says, and goes on after a lost connection. */
import type {
  Choice,
  ClientToServer,
  Face,
  Fault,
  Position,
  ServerPayload,
  ServerToClient,
} from '@weapp-samples/contracts';
import type { WxSocketIO } from '../../lib/wx-socket-io';
import * as step from './table';
import { newTable, type Table } from './table';

/** Where to sit: anywhere, in a new room for friends, or in a certain one. */
export type Wish = { readonly private: true } | { readonly roomId: string } | null;

/** As much of the connection as is used. */
export type GameSocket = Pick<WxSocketIO<ServerToClient, ClientToServer>, 'on' | 'emit'>;

export interface PlayDeps {
  readonly socket: GameSocket;
  /** Ends the connection; the server has another one of this user. */
  readonly close: () => void;
  /** Who I am where the session does not say it. */
  readonly guest: () => { uid: string; uname: string; uavatar: string };
  readonly now: () => number;
  readonly setTimer: (work: () => void, ms: number) => void;
  readonly changed: (table: Table) => void;
  /** Told what the player should know and the table does not show. */
  readonly notice: (text: string) => void;
}

export interface Play {
  table(): Table;
  /** Where I am, for the number of players near. */
  locate(position: Position): void;
  /** Asks how many are near now. */
  refresh(): void;
  join(wish: Wish): void;
  /** Another round with the same people, or with anyone when their room is closed. */
  again(): void;
  choose(choice: Choice): void;
  face(face: Face): void;
  leave(): void;
}

/** How long a face is shown, in ms. */
const faceMs = 2500;

const refusals: Readonly<Partial<Record<Fault['code'], string>>> = {
  no_such_room: '这个房间已经解散了',
  room_full: '这个房间满了，或者已经开局',
  too_many: '点得太快了',
  unavailable: '服务暂时不可用，请稍后再试',
};

/** Starts to listen; the connection is opened by whoever made it. */
export function createPlay(deps: PlayDeps): Play {
  const { socket, close, guest, now, setTimer, changed, notice } = deps;
  let table = newTable;
  let position: Position | undefined;
  // What is wanted until the server has done it: it may have to be said again on the next connection.
  let wish: Wish | undefined;
  let hasRoom = false;

  function become(next: Table): void {
    if (next === table) return;
    table = next;
    changed(table);
  }

  function hello(done: (fault: Fault | null) => void = () => undefined): void {
    const { lastRound } = table;
    const place = position && { coordinate: position };
    socket.emit('hello', { user: guest(), ...(lastRound && { lastRound }), ...place }, done);
  }

  function arrived(fault: Fault | null): void {
    if (fault) {
      notice(refusals[fault.code] ?? '进不去游戏，请稍后再试');
      return;
    }
    if (!hasRoom) seatLost();
    become(step.settledIn(table, hasRoom));
    const { phase, choice } = table;
    if (wish !== undefined) ask(wish);
    else if (phase === 'playing' && choice !== null) socket.emit('choice', { choice });
  }

  /** Whoever waited for anybody waits on; a round and an invitation are over. */
  function seatLost(): void {
    const { phase, room } = table;
    if (phase === 'playing') notice('离开太久，这一局已经结束');
    else if (phase === 'seeking' && room?.private) notice('离开太久，邀请已经失效');
    else if (phase === 'seeking') wish ??= null;
  }

  function ask(wanted: Wish): void {
    wish = wanted;
    become(step.seeking(table));
    if (!table.online) return;
    socket.emit('join', wanted ?? undefined, (fault) => {
      if (wish !== wanted) return;
      wish = undefined;
      if (fault) refused(fault, wanted);
    });
  }

  function refused({ code }: Fault, wanted: Wish): void {
    // The room one played in has closed meanwhile.
    if (wanted && 'roomId' in wanted && wanted.roomId === table.room?.roomId) {
      ask(null);
      return;
    }
    notice(refusals[code] ?? '没能入座，请再试一次');
    become(step.freed(table));
  }

  /** Seated as wished; the answer to the wish itself may have been lost. */
  function fulfils({ roomId, private: invited, users }: ServerPayload<'room'>): boolean {
    if (!users.some(({ uid, ready }) => uid === table.me.uid && ready)) return false;
    if (!wish) return true;
    return 'roomId' in wish ? wish.roomId === roomId : invited;
  }

  socket.on('connect', () => {
    hasRoom = false;
    hello(arrived);
  });
  socket.on('disconnect', () => become(step.lost(table)));
  socket.on('hi', (hi) => become(step.greeted(table, hi)));
  socket.on('room', (room) => {
    hasRoom = true;
    if (fulfils(room)) wish = undefined;
    become(step.seated(table, room));
  });
  socket.on('start', (start) => become(step.started(table, start, now())));
  socket.on('movement', (movement) => {
    become(step.moved(table, movement));
    if (movement.movement === 'face') fade(movement.uid);
  });
  socket.on('leave', ({ uid }) => become(step.left(table, uid)));
  socket.on('result', (result) => become(step.ended(table, result)));
  socket.on('fault', ({ code }) => {
    if (code === 'replaced') {
      close();
      become(step.takenOver(table));
    } else if (code === 'too_many') notice(refusals.too_many ?? '');
  });

  function fade(uid: string): void {
    const { players } = table;
    const shown = players.find((player) => player.uid === uid)?.face;
    setTimer(() => {
      const still = table.players.find((player) => player.uid === uid)?.face;
      if (still === shown) become(step.faded(table, uid));
    }, faceMs);
  }

  return {
    table: () => table,
    locate(place) {
      position = place;
      if (table.online) hello();
    },
    refresh() {
      if (table.online) hello();
    },
    join: ask,
    again() {
      const roomId = table.room?.roomId;
      // A room that the others have left is no different from any other.
      const others = table.room?.users.some(({ uid }) => uid !== table.me.uid);
      ask(roomId && others ? { roomId } : null);
    },
    choose(choice) {
      if (table.phase !== 'playing') return;
      become(step.chosen(table, choice));
      if (table.online) socket.emit('choice', { choice });
    },
    face(face) {
      if (table.phase !== 'playing' || !table.online) return;
      socket.emit('face', { face });
      become(step.moved(table, { uid: table.me.uid, movement: 'face', face }));
      fade(table.me.uid);
    },
    leave() {
      wish = undefined;
      if (table.online && table.room) socket.emit('leave', {});
      become(step.freed(table));
    },
  };
}
