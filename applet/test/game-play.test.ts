import assert from 'node:assert/strict';
import type { Fault, ServerPayload, ServerToClient } from '@weapp-samples/contracts';
import { createPlay, type GameSocket } from '../game/lib/play';

type Taken = (fault: Fault | null) => void;

interface Sent {
  readonly event: string;
  readonly payload: Record<string, unknown>;
  readonly taken: Taken | undefined;
}

const ann = { uid: 'ann', uname: 'Ann', uavatar: '' };
const hi = {
  message: 'welcome',
  nearby: 0,
  user: ann,
  signedIn: true,
  totalScore: 0,
  winStreak: 0,
};

/** A player whose server is the test. */
function player() {
  const listeners = new Map<string, (...args: never[]) => void>();
  const sent: Sent[] = [];
  const notices: string[] = [];
  const timers: (() => void)[] = [];
  let closed = false;
  const socket = {
    on: (event: string, listener: (...args: never[]) => void) => listeners.set(event, listener),
    emit: (event: string, ...args: unknown[]) => {
      const taken = args.find((arg) => typeof arg === 'function') as Taken | undefined;
      sent.push({ event, payload: (args[0] ?? {}) as Sent['payload'], taken });
    },
  };
  const play = createPlay({
    socket: socket as unknown as GameSocket,
    close: () => {
      closed = true;
    },
    guest: () => ann,
    now: () => 0,
    setTimer: (work) => timers.push(work),
    changed: () => undefined,
    notice: (text) => notices.push(text),
  });
  const hear = <E extends keyof ServerToClient>(event: E, payload: ServerPayload<E>) =>
    listeners.get(event)?.(payload as never);
  const tell = (event: 'connect' | 'disconnect') => listeners.get(event)?.();
  /** Answers what was sent last under this name. */
  const take = (event: string, fault: Fault | null = null) =>
    sent
      .filter((one) => one.event === event)
      .at(-1)
      ?.taken?.(fault);
  return {
    play,
    sent,
    notices,
    hear,
    tell,
    take,
    closed: () => closed,
    fire: () => timers.shift()?.(),
    joins: () => sent.filter(({ event }) => event === 'join').map(({ payload }) => payload),
    /** A connection is made; `between` is what the server says before it is done greeting. */
    connect(between: () => void = () => undefined) {
      tell('connect');
      hear('hi', hi);
      between();
      take('hello');
    },
  };
}

const fault = (event: string, code: Fault['code']): Fault => ({ event, code, message: code });
const room = (seq: number, ready = true, isPrivate = false): ServerPayload<'room'> => ({
  roomId: 'r1',
  users: [{ ...ann, ready }],
  full: false,
  size: 2,
  private: isPrivate,
  seq,
});
const start = (roundId = '1'): ServerPayload<'start'> => ({
  gameTime: 3,
  roomUsers: ['ann', 'ben'].map((uid) => ({
    ...ann,
    uid,
    choice: null,
    roundScore: 0,
    totalScore: 0,
    winStreak: 0,
  })),
  roomId: 'r1',
  roundId,
});
const result = (roundId = '1'): ServerPayload<'result'> => ({
  result: ['ann', 'ben'].map((uid) => ({
    uid,
    choice: 1,
    roundScore: 0,
    totalScore: 0,
    winStreak: 0,
  })),
  roomId: 'r1',
  roundId,
});

describe('playing', () => {
  it('asks for a seat once the server knows who asks', () => {
    const { play, connect, joins, take, hear } = player();
    play.join({ roomId: 'of-a-friend' });
    assert.deepEqual(joins(), []);
    connect();
    assert.deepEqual(joins(), [{ roomId: 'of-a-friend' }]);
    hear('room', room(1));
    take('join');
    assert.equal(play.table().phase, 'seeking');
  });

  it('says why an invitation leads nowhere', () => {
    const { play, connect, take, notices } = player();
    play.join({ roomId: 'closed' });
    connect();
    take('join', fault('join', 'no_such_room'));
    assert.deepEqual(notices, ['这个房间已经解散了']);
    assert.equal(play.table().phase, 'lobby');
  });

  it('is back in the round after a lost connection, with the hand chosen meanwhile', () => {
    const { play, connect, hear, tell, sent } = player();
    connect();
    play.join(null);
    hear('room', room(1));
    hear('start', start());
    tell('disconnect');
    play.choose(3);
    assert.ok(!sent.some(({ event }) => event === 'choice'));
    connect(() => {
      hear('room', room(2));
      hear('start', { ...start(), gameTime: 1, resumed: { choice: null } });
    });
    assert.deepEqual([play.table().phase, play.table().resumed], ['playing', true]);
    assert.deepEqual(sent.at(-1)?.payload, { choice: 3 });
  });

  it('gets a missed result on return, and says which one it has', () => {
    const { play, connect, hear, tell, sent } = player();
    connect();
    play.join(null);
    hear('room', room(1));
    hear('start', start());
    tell('disconnect');
    connect(() => {
      hear('room', room(2, false));
      hear('result', result());
    });
    assert.equal(play.table().phase, 'result');
    tell('disconnect');
    tell('connect');
    assert.equal(sent.at(-1)?.payload.lastRound, '1');
  });

  it('looks for another room when the one it waited in is gone', () => {
    const { play, connect, hear, tell, take, joins } = player();
    connect();
    play.join(null);
    hear('room', room(1));
    take('join');
    tell('disconnect');
    connect();
    assert.equal(joins().length, 2);
    assert.equal(play.table().phase, 'seeking');
  });

  it('does not send whoever waited for a friend to strangers', () => {
    const { play, connect, hear, tell, take, joins, notices } = player();
    connect();
    play.join({ private: true });
    hear('room', room(1, true, true));
    take('join');
    tell('disconnect');
    connect();
    assert.equal(joins().length, 1);
    assert.deepEqual(notices, ['离开太久，邀请已经失效']);
    assert.equal(play.table().phase, 'lobby');
  });

  it('plays again with the same people, and with anyone when their room has closed', () => {
    const { play, connect, hear, take, joins } = player();
    connect();
    play.join(null);
    const both = {
      ...room(1),
      users: [
        { ...ann, ready: false },
        { ...ann, uid: 'ben', ready: false },
      ],
    };
    hear('room', both);
    take('join');
    hear('start', start());
    hear('result', result());
    play.again();
    assert.deepEqual(joins().at(-1), { roomId: 'r1' });
    take('join', fault('join', 'no_such_room'));
    assert.deepEqual(joins().at(-1), {});
    assert.equal(play.table().phase, 'seeking');
  });

  it('gives way to another phone of the same user', () => {
    const { play, connect, hear, closed } = player();
    connect();
    hear('fault', fault('', 'replaced'));
    assert.equal(closed(), true);
    assert.equal(play.table().phase, 'replaced');
  });

  it('shows a face for a moment', () => {
    const { play, connect, hear, fire } = player();
    connect();
    hear('room', room(1));
    hear('start', start());
    play.face(2);
    hear('movement', { uid: 'ben', movement: 'face', face: 1 });
    const faces = () => play.table().players.map(({ face }) => face);
    assert.deepEqual(faces(), [2, 1]);
    fire();
    fire();
    assert.deepEqual(faces(), [undefined, undefined]);
  });
});
