import assert from 'node:assert/strict';
import type { Choice, ServerPayload } from '@weapp-samples/contracts';
import fc from 'fast-check';
import { judge } from '../game/lib/hands';
import * as step from '../game/lib/table';
import { viewOf } from '../game/lib/view';

const user = (uid: string) => ({ uid, uname: uid.toUpperCase(), uavatar: '' });
const score = { totalScore: 0, winStreak: 0 };

const hi: ServerPayload<'hi'> = {
  message: 'welcome',
  nearby: 2,
  user: user('ann'),
  signedIn: true,
  totalScore: 5,
  winStreak: 1,
};

function room(seq: number, ready: Record<string, boolean>, isPrivate = false) {
  const users = Object.entries(ready).map(([uid, is]) => ({ ...user(uid), ready: is }));
  return { roomId: 'r1', users, full: users.length === 2, size: 2, private: isPrivate, seq };
}

function start(roundId: string, extra: Partial<ServerPayload<'start'>> = {}) {
  const roomUsers = ['ann', 'ben'].map((uid) => ({
    ...user(uid),
    choice: null,
    roundScore: 0 as const,
    ...score,
  }));
  return { gameTime: 3, roomUsers, roomId: 'r1', roundId, ...extra };
}

function result(roundId: string, hands: [Choice | null, Choice | null], won = 0) {
  const rows = (['ann', 'ben'] as const).map((uid, index) => ({
    uid,
    choice: hands[index] ?? null,
    roundScore: index === 0 ? won : 0,
    totalScore: index === 0 ? 5 + won : 0,
    winStreak: index === 0 && won > 0 ? 2 : 0,
  }));
  return { result: rows, roomId: 'r1', roundId };
}

const inLobby = step.settledIn(step.greeted(step.newTable, hi), false);
const inRound = step.started(
  step.seated(inLobby, room(1, { ann: true, ben: true })),
  start('1'),
  0,
);

describe('the table', () => {
  it('goes from the lobby to a round to its result', () => {
    assert.equal(viewOf(inLobby).phase, 'lobby');
    assert.equal(viewOf(inLobby).totalScore, 5);
    assert.equal(viewOf(step.seated(inLobby, room(1, { ann: true }))).phase, 'seeking');
    assert.equal(viewOf(inRound).phase, 'playing');
    const view = viewOf(step.ended(inRound, result('1', [2, 1], 2)));
    assert.deepEqual(
      [view.phase, view.outcome, view.detail, view.totalScore],
      ['result', 'win', '+2 分，2 连胜得分 ×2', 7],
    );
    assert.deepEqual(
      view.others.map(({ outcome, handName }) => [outcome, handName]),
      [['lose', '剪刀']],
    );
  });

  it('shows nothing of the other hand but that it moved', () => {
    const before = viewOf(inRound).others[0];
    const after = viewOf(step.moved(inRound, { uid: 'ben', movement: 'choice' })).others[0];
    const again = step.moved(inRound, { uid: 'ben', movement: 'choice' });
    assert.deepEqual([before?.state, after?.state, after?.hand], ['thinking', 'chosen', '']);
    const turned = viewOf(step.moved(again, { uid: 'ben', movement: 'choice' })).others[0];
    assert.notEqual(turned?.turn, after?.turn);
  });

  it('takes the newer of two messages about a room', () => {
    const seated = step.seated(inLobby, room(5, { ann: true, ben: true }));
    assert.equal(step.seated(seated, room(4, { ann: true })).room?.users.length, 2);
  });

  it('takes a result once', () => {
    const over = step.ended(inRound, result('1', [2, 1], 2));
    assert.equal(step.ended(over, result('1', [2, 1], 2)), over);
    assert.equal(step.ended(over, result('2', [1, 1])).lastRound, '2');
  });

  it('keeps the hand that was chosen without a connection', () => {
    const offline = step.chosen(step.lost(inRound), 3);
    const back = step.started(offline, start('1', { gameTime: 1, resumed: { choice: 1 } }), 2000);
    assert.deepEqual([back.choice, back.endsAt, back.seconds], [3, 3000, 1]);
    const fresh = step.started(inLobby, start('1', { resumed: { choice: 1 } }), 0);
    assert.equal(fresh.choice, 1);
  });

  it('begins a round anew: no hand, no moves, no face of the last one', () => {
    const busy = step.moved(step.chosen(inRound, 1), { uid: 'ben', movement: 'face', face: 2 });
    const next = step.started(step.ended(busy, result('1', [1, 1])), start('2'), 0);
    assert.equal(next.choice, null);
    assert.ok(next.players.every(({ moves, face }) => moves === 0 && face === undefined));
  });

  it('lets whoever left lose, and says so', () => {
    const over = step.ended(step.left(inRound, 'ben'), result('1', [null, null], 1));
    const view = viewOf(over);
    assert.deepEqual([view.outcome, view.others[0]?.outcome], ['win', 'lose']);
    assert.equal(view.others[0]?.note, '已离开');
  });

  it('shows who wants another round', () => {
    const over = step.ended(inRound, result('1', [1, 1]));
    const asked = step.seated(over, room(9, { ann: false, ben: true }));
    assert.equal(viewOf(asked).phase, 'result');
    assert.equal(viewOf(asked).others[0]?.note, '想再来一局');
    assert.equal(viewOf(step.seated(asked, room(10, { ann: true, ben: true }))).phase, 'seeking');
  });

  it('shows the free seats of a room', () => {
    const view = viewOf(step.seated(inLobby, room(1, { ann: true }, true)));
    assert.deepEqual(
      view.others.map(({ state }) => state),
      ['free'],
    );
    assert.equal(view.inviting, true);
  });
});

describe('hands', () => {
  it('beat each other in a circle', () => {
    assert.deepEqual([judge(1, 3), judge(2, 1), judge(3, 2), judge(3, 1)], [1, 1, 1, -1]);
  });

  it('are judged the same from both sides', () => {
    const hand = fc.constantFrom<Choice | null>(1, 2, 3, null);
    fc.assert(
      fc.property(hand, hand, (mine, theirs) => {
        assert.equal(judge(mine, theirs) + judge(theirs, mine), 0);
      }),
    );
  });
});
