import assert from 'node:assert/strict';
import type { Choice } from '@weapp-samples/contracts';
import fc from 'fast-check';
import { judge, type LastHand, pointsOf, scoreRound } from '../../src/rules';

const names: Record<string, LastHand> = {
  scissors: 1,
  rock: 2,
  paper: 3,
  nothing: null,
  leaving: 'left',
};

describe('the judge', () => {
  const table: [string, string, number][] = [
    ['scissors', 'scissors', 0],
    ['scissors', 'rock', -1],
    ['scissors', 'paper', 1],
    ['rock', 'scissors', 1],
    ['rock', 'rock', 0],
    ['rock', 'paper', -1],
    ['paper', 'scissors', -1],
    ['paper', 'rock', 1],
    ['paper', 'paper', 0],
    ['nothing', 'scissors', -1],
    ['nothing', 'rock', -1],
    ['nothing', 'paper', -1],
    ['scissors', 'nothing', 1],
    ['rock', 'nothing', 1],
    ['paper', 'nothing', 1],
    ['nothing', 'nothing', 0],
    ['leaving', 'nothing', -1],
    ['leaving', 'rock', -1],
    ['rock', 'leaving', 1],
    ['nothing', 'leaving', 1],
    ['leaving', 'leaving', 0],
  ];
  for (const [mine, theirs, expected] of table) {
    it(`gives ${expected} for ${mine} against ${theirs}`, () => {
      assert.equal(judge(names[mine] as LastHand, names[theirs] as LastHand), expected);
    });
  }
});

describe('the score of a round', () => {
  const table: [string, LastHand[], { totalScore: number; winStreak: number }, number[]][] = [
    ['a win is one point', [2, 1], { totalScore: 0, winStreak: 0 }, [1, 0]],
    ['a second win in a row counts twice', [2, 1], { totalScore: 1, winStreak: 1 }, [2, 0]],
    ['a fifth win in a row counts five times', [3, 2], { totalScore: 9, winStreak: 4 }, [5, 0]],
    ['a draw gives nothing', [2, 2], { totalScore: 4, winStreak: 2 }, [0, 0]],
    ['one against two beaten is two points', [2, 1, 1], { totalScore: 0, winStreak: 0 }, [2, 0, 0]],
    ['as many wins as losses give nothing', [1, 2, 3], { totalScore: 0, winStreak: 0 }, [0, 0, 0]],
    ['no hand loses to all', [null, 1, 2], { totalScore: 0, winStreak: 0 }, [0, 0, 2]],
  ];
  for (const [title, hands, before, roundScores] of table) {
    it(`: ${title}`, () => {
      const scores = scoreRound(hands.map((choice) => ({ choice, ...before })));
      assert.deepEqual(
        scores.map(({ roundScore }) => roundScore),
        roundScores,
      );
    });
  }

  it('ends the streak of whoever does not win, and adds up', () => {
    const scores = scoreRound([
      { choice: 2, totalScore: 10, winStreak: 3 },
      { choice: 1, totalScore: 7, winStreak: 2 },
    ]);
    assert.deepEqual(scores, [
      { roundScore: 4, totalScore: 14, winStreak: 4 },
      { roundScore: 0, totalScore: 7, winStreak: 0 },
    ]);
  });
});

describe('the rules hold for any hands', () => {
  const hand = fc.constantFrom<LastHand>(1, 2, 3, null, 'left');
  const hands = fc.array(hand, { minLength: 2, maxLength: 8 });

  it('the points of a round add up to zero', () => {
    fc.assert(
      fc.property(hands, (list) => {
        assert.equal(
          pointsOf(list).reduce((sum, points) => sum + points, 0),
          0,
        );
      }),
    );
  });

  it('what one wins the other loses', () => {
    fc.assert(fc.property(hand, hand, (a, b) => judge(a, b) + judge(b, a) === 0));
  });

  it('the order of the players does not matter', () => {
    const player = fc.record({ choice: hand, totalScore: fc.nat(), winStreak: fc.nat(50) });
    const players = fc.array(player, { minLength: 2, maxLength: 8 });
    const turned = players.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list.keys()], { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(turned, ([list, order]) => {
        const scores = scoreRound(list);
        const other = scoreRound(order.map((index) => list[index] as (typeof list)[number]));
        assert.deepEqual(
          other,
          order.map((index) => scores[index]),
        );
      }),
    );
  });

  it('the three hands beat each other in a circle', () => {
    const next = (choice: Choice) => ((choice % 3) + 1) as Choice;
    for (const choice of [1, 2, 3] as const) assert.equal(judge(next(choice), choice), 1);
  });
});
