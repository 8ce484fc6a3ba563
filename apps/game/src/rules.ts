/** The rules (seed 001, 服务器逻辑): everyone against everyone, then streak and score. Pure. */
import type { Choice } from '@weapp-samples/contracts';

/** A hand; null is no choice, which loses to any. */
export type Hand = Choice | null;

/** A hand at the end of a round; who left has none, and loses to everyone, who did not choose included. */
export type LastHand = Hand | 'left';

/** What a player brings into the end of a round. */
export interface Contender {
  readonly choice: LastHand;
  readonly totalScore: number;
  readonly winStreak: number;
}

/** What a player takes out of it. */
export interface Score {
  readonly roundScore: number;
  readonly totalScore: number;
  readonly winStreak: number;
}

/** 1 when `mine` beats `theirs`, −1 when it loses, 0 for a draw. */
export function judge(mine: LastHand, theirs: LastHand): -1 | 0 | 1 {
  if (mine === theirs) return 0;
  if (mine === 'left') return -1;
  if (theirs === 'left') return 1;
  if (mine === null) return -1;
  if (theirs === null) return 1;
  return (mine - theirs + 3) % 3 === 1 ? 1 : -1;
}

/** Wins minus losses of each hand against all the others. */
export function pointsOf(hands: readonly LastHand[]): number[] {
  return hands.map((mine) => hands.reduce<number>((sum, theirs) => sum + judge(mine, theirs), 0));
}

/**
 * Scores a round. More wins than losses is a win: the streak grows by one and multiplies the points.
 * Anything else ends the streak and gives nothing.
 */
export function scoreRound(players: readonly Contender[]): Score[] {
  const points = pointsOf(players.map(({ choice }) => choice));
  return players.map(({ totalScore, winStreak }, index) => {
    const won = points[index] ?? 0;
    if (won <= 0) return { roundScore: 0, totalScore, winStreak: 0 };
    const streak = winStreak + 1;
    const roundScore = won * streak;
    return { roundScore, totalScore: totalScore + roundScore, winStreak: streak };
  });
}
