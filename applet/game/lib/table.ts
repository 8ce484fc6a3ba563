/**
 * What a player knows of the game, and how each message of the server changes that (contracts: Game; seed 001,
 * 微信端实现: 状态机). Pure: every function gives the changed table.
 */
import type { Choice, Face, ResultRow, ServerPayload } from '@weapp-samples/contracts';

/**
 * `lobby`: in no room; `seeking`: in a room, or asking for one, until a round begins; `playing`: a round runs;
 * `result`: it is over; `replaced`: the same user plays on another phone.
 */
export type Phase = 'connecting' | 'lobby' | 'seeking' | 'playing' | 'result' | 'replaced';

/** A player of a round. */
export interface Player {
  readonly uid: string;
  readonly uname: string;
  readonly uavatar: string;
  readonly choice: Choice | null;
  readonly roundScore: number;
  readonly totalScore: number;
  readonly winStreak: number;
  /** How often it has changed its hand in this round. */
  readonly moves: number;
  readonly face: Face | undefined;
  /** Has left since the round began. */
  readonly gone: boolean;
}

export interface Me {
  readonly uid: string;
  readonly uname: string;
  readonly uavatar: string;
  readonly totalScore: number;
  readonly winStreak: number;
}

export interface Table {
  readonly phase: Phase;
  /** Whether messages get through, and the server knows me. */
  readonly online: boolean;
  readonly me: Me;
  readonly nearby: number;
  readonly room: ServerPayload<'room'> | undefined;
  readonly players: readonly Player[];
  readonly roundId: string;
  /** When the round ends, in ms of the phone's clock. */
  readonly endsAt: number;
  /** How long it takes, or what remained of it on return, in seconds. */
  readonly seconds: number;
  readonly choice: Choice | null;
  /** The last round whose result is here. */
  readonly lastRound: string | undefined;
  /** The seat was kept, and play goes on: to be shown once. */
  readonly resumed: boolean;
}

/** Before anything is known. */
export const newTable: Table = {
  phase: 'connecting',
  online: false,
  me: { uid: '', uname: '', uavatar: '', totalScore: 0, winStreak: 0 },
  nearby: 0,
  room: undefined,
  players: [],
  roundId: '',
  endsAt: 0,
  seconds: 0,
  choice: null,
  lastRound: undefined,
  resumed: false,
};

/** The server has greeted. Whether there is a room to return to shows only with what follows. */
export function greeted(table: Table, hi: ServerPayload<'hi'>): Table {
  const { nearby, user, totalScore, winStreak } = hi;
  return { ...table, nearby, me: { ...user, totalScore, winStreak } };
}

/** The connection is gone. What is on the table stays. */
export function lost(table: Table): Table {
  return { ...table, online: false, resumed: false };
}

/** Everything the server has to say on a return has been said. */
export function settledIn(table: Table, hasRoom: boolean): Table {
  const isIn = /^(seeking|playing|result)$/.test(table.phase);
  if (hasRoom && isIn) return { ...table, online: true, resumed: true };
  // A result stays readable, though its room is closed.
  const phase = table.phase === 'result' ? 'result' : 'lobby';
  return { ...table, phase, online: true, room: undefined };
}

export function seated(table: Table, room: ServerPayload<'room'>): Table {
  const known = table.room?.roomId === room.roomId ? table.room.seq : -1;
  if (room.seq < known) return table;
  const mine = room.users.find(({ uid }) => uid === table.me.uid);
  if (!mine) return table;
  const waits = mine.ready && table.phase !== 'playing';
  return { ...table, room, phase: waits ? 'seeking' : table.phase };
}

const newPlayer = (user: Pick<Player, 'uid' | 'uname' | 'uavatar'>): Player => ({
  ...user,
  choice: null,
  roundScore: 0,
  totalScore: 0,
  winStreak: 0,
  moves: 0,
  face: undefined,
  gone: false,
});

/** @param now the phone's clock in ms */
export function started(table: Table, start: ServerPayload<'start'>, now: number): Table {
  const { gameTime, roomUsers, roundId, resumed } = start;
  const isSame = table.phase === 'playing' && table.roundId === roundId;
  const players = roomUsers.map(({ totalScore, winStreak, ...user }) => {
    const before = isSame ? table.players.find(({ uid }) => uid === user.uid) : undefined;
    return before ?? { ...newPlayer(user), totalScore, winStreak };
  });
  // What was chosen while the network was away is newer than what the server has.
  const choice = (isSame ? table.choice : null) ?? resumed?.choice ?? null;
  const endsAt = now + gameTime * 1000;
  return { ...table, phase: 'playing', players, roundId, endsAt, seconds: gameTime, choice };
}

function changePlayer(table: Table, uid: string, change: (player: Player) => Player): Table {
  const players = table.players.map((player) => (player.uid === uid ? change(player) : player));
  return { ...table, players };
}

export function moved(table: Table, movement: ServerPayload<'movement'>): Table {
  return changePlayer(table, movement.uid, (player) =>
    movement.movement === 'choice'
      ? { ...player, moves: player.moves + 1 }
      : { ...player, face: movement.face },
  );
}

/** A face is shown for a moment. */
export function faded(table: Table, uid: string): Table {
  return changePlayer(table, uid, (player) => ({ ...player, face: undefined }));
}

export function left(table: Table, uid: string): Table {
  return changePlayer(table, uid, (player) => ({ ...player, gone: true }));
}

export function chosen(table: Table, choice: Choice): Table {
  return table.phase === 'playing' ? { ...table, choice } : table;
}

/** Names of players that are known only from before, or from the room. */
function playerOf(table: Table, { uid }: ResultRow): Player {
  const known = table.players.find((player) => player.uid === uid);
  const user = table.room?.users.find((one) => one.uid === uid);
  return known ?? newPlayer(user ?? { uid, uname: '', uavatar: '' });
}

export function ended(table: Table, { result, roundId }: ServerPayload<'result'>): Table {
  // On a return a result may come again.
  if (roundId === table.lastRound) return table;
  const players = result.map((row) => ({ ...playerOf(table, row), ...row }));
  const mine = result.find(({ uid }) => uid === table.me.uid);
  const { totalScore, winStreak } = mine ?? table.me;
  const me = { ...table.me, totalScore, winStreak };
  const choice = mine?.choice ?? null;
  return { ...table, phase: 'result', players, roundId, lastRound: roundId, me, choice };
}

/** A room has been asked for. */
export function seeking(table: Table): Table {
  return { ...table, phase: 'seeking', resumed: false };
}

/** I have left, or could not be seated. */
export function freed(table: Table): Table {
  return { ...table, phase: 'lobby', room: undefined, players: [], resumed: false };
}

export function takenOver(table: Table): Table {
  return { ...table, phase: 'replaced', online: false };
}
