/** The table as the page shows it. */
import type { ServerPayload } from '@weapp-samples/contracts';
import { faceOf, handOf, judge } from './hands';
import type { Phase, Player, Table } from './table';

export type Outcome = 'win' | 'lose' | 'draw' | '';

/** A place at the table. */
export interface Seat {
  readonly uid: string;
  readonly name: string;
  readonly avatar: string;
  /** Stands for a picture that is missing. */
  readonly letter: string;
  readonly robot: boolean;
  /** `free`: nobody sits here; `idle`: no round; `thinking` and `chosen`: nobody sees the hand; `open`: everyone does. */
  readonly state: 'free' | 'idle' | 'thinking' | 'chosen' | 'open';
  readonly hand: string;
  readonly handName: string;
  /** Changes with every change of hand, so that it can be seen. */
  readonly turn: 'a' | 'b';
  readonly face: string;
  readonly faceName: string;
  readonly gone: boolean;
  readonly outcome: Outcome;
  /** What stands below the name. */
  readonly note: string;
}

export interface View {
  readonly phase: Phase;
  readonly online: boolean;
  /** Waiting for an invited friend. */
  readonly inviting: boolean;
  readonly others: readonly Seat[];
  readonly me: Seat;
  readonly totalScore: number;
  readonly winStreak: number;
  /** What is waited for. */
  readonly title: string;
  readonly choice: number;
  readonly outcome: Outcome;
  readonly headline: string;
  readonly detail: string;
}

type User = ServerPayload<'room'>['users'][number];

function isRobot(uid: string): boolean {
  return uid.startsWith('robot-');
}

const base = {
  hand: '',
  handName: '',
  turn: 'a',
  face: '',
  faceName: '',
  gone: false,
  outcome: '',
  note: '',
} as const;

type Named = Pick<Player, 'uid' | 'uname' | 'uavatar'>;

function person({ uid, uname, uavatar }: Named, isMe: boolean) {
  const name = uname || (isMe ? '我' : '神秘玩家');
  return { uid, name, avatar: uavatar, letter: [...name][0] ?? '', robot: isRobot(uid) };
}

const nobody = (index: number): Seat => ({
  ...base,
  uid: `free-${index}`,
  name: '等待加入',
  avatar: '',
  letter: '',
  robot: false,
  state: 'free',
});

const waiting = (user: User, me: Named): Seat => ({
  ...base,
  ...person(user, user.uid === me.uid),
  state: 'idle',
  note: user.ready ? '准备好了' : '还在看结果',
});

function noteOf({ gone, winStreak, totalScore }: Player, wantsMore: boolean): string {
  if (gone) return '已离开';
  if (wantsMore) return '想再来一局';
  return winStreak > 1 ? `${winStreak} 连胜` : `${totalScore} 分`;
}

/** Wins minus losses against all the others. */
export function pointsOf(player: Player, players: readonly Player[]): number {
  const others = players.filter(({ uid }) => uid !== player.uid);
  return others.reduce((sum, other) => sum + against(player, other), 0);
}

/** Who has left loses even to somebody without a hand. */
function against(one: Player, other: Player): number {
  if (one.gone !== other.gone) return one.gone ? -1 : 1;
  return judge(one.choice, other.choice);
}

function outcomeOf(player: Player, players: readonly Player[]): Outcome {
  const points = pointsOf(player, players);
  if (player.roundScore > 0 || points > 0) return 'win';
  return points < 0 ? 'lose' : 'draw';
}

/** What of a player's hand may be seen. */
function stateOf(player: Player, { phase, me, choice }: Table): Seat['state'] {
  if (phase === 'result') return 'open';
  if (player.uid === me.uid) return choice === null ? 'thinking' : 'open';
  return player.moves > 0 ? 'chosen' : 'thinking';
}

function playing(player: Player, table: Table): Seat {
  const isMe = player.uid === table.me.uid;
  const hand = handOf(isMe && table.phase === 'playing' ? table.choice : player.choice);
  const face = faceOf(player.face);
  const over = table.phase === 'result';
  const user = table.room?.users.find(({ uid }) => uid === player.uid);
  const wantsMore = over && !isMe && !isRobot(player.uid) && user?.ready === true;
  return {
    ...person(player, isMe),
    state: stateOf(player, table),
    hand: hand?.image ?? '',
    handName: hand?.name ?? '',
    turn: player.moves % 2 === 0 ? 'a' : 'b',
    face: face?.image ?? '',
    faceName: face?.name ?? '',
    gone: player.gone,
    outcome: over ? outcomeOf(player, table.players) : '',
    note: noteOf(player, wantsMore),
  };
}

function seatsOf(table: Table): Seat[] {
  const { phase, room, players } = table;
  if (phase === 'playing' || phase === 'result') return players.map((one) => playing(one, table));
  if (phase !== 'seeking') return [];
  const users = room?.users ?? [];
  const free = Math.max(0, (room?.size ?? 2) - Math.max(1, users.length));
  return [
    ...users.map((user) => waiting(user, table.me)),
    ...Array.from({ length: free }, (_, index) => nobody(index)),
  ];
}

const headlines: Readonly<Record<Outcome, string>> = {
  win: '赢了！',
  lose: '输了',
  draw: '平局',
  '': '',
};

function detailOf(table: Table, me: Player | undefined, outcome: Outcome): string {
  if (!me) return '';
  if (outcome === 'win') {
    const streak = me.winStreak > 1 ? `，${me.winStreak} 连胜得分 ×${me.winStreak}` : '';
    return `+${me.roundScore} 分${streak}`;
  }
  if (me.choice === null) return '没来得及出拳';
  if (table.players.some(({ gone }) => gone)) return '对手离开了';
  return outcome === 'draw' ? '想到一块儿去了' : '再来一局，赢回来';
}

function titleOf({ room }: Table, others: readonly Seat[]): string {
  if (others.some(({ state }) => state === 'idle')) return '等对手再来一局';
  return room?.private ? '等朋友来' : '正在找对手';
}

/** What the page is given; nothing in it changes with time alone. */
export function viewOf(table: Table): View {
  const { phase, me, room, players } = table;
  const seats = seatsOf(table);
  const mine = players.find(({ uid }) => uid === me.uid);
  const own = seats.find(({ uid }) => uid === me.uid);
  const nowhere: Seat = { ...base, ...person(me, true), state: 'idle' };
  const outcome = own?.outcome ?? '';
  const others = seats.filter(({ uid }) => uid !== me.uid);
  return {
    phase,
    online: table.online,
    inviting: phase === 'seeking' && room?.private === true,
    others,
    me: own ?? nowhere,
    totalScore: me.totalScore,
    winStreak: me.winStreak,
    title: titleOf(table, others),
    choice: table.choice ?? 0,
    outcome,
    headline: headlines[outcome],
    detail: phase === 'result' ? detailOf(table, mine, outcome) : '',
  };
}
