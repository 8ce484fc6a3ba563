/** Robots: players without a connection, who choose at random and change their mind. */
import { type Choice, choices } from '@weapp-samples/contracts';
import { robotKey } from './player';
import type { Seat } from './room';

/** A number from 0 to below 1. */
export type Random = () => number;

const names = ['小剪', '小石', '小布', '小铁', '小木', '小竹', '小风', '小云'];
const hands = Object.values(choices);

const oneOf = <T>(list: readonly T[], random: Random): T =>
  list[Math.floor(random() * list.length)] as T;

/** Any hand. */
export const anyHand = (random: Random): Choice => oneOf(hands, random);

/** The seat of a new robot. `id` makes it distinct; the name is for people. */
export function robotSeat(id: string, random: Random): Seat {
  const uid = `robot-${id}`;
  return {
    key: robotKey(uid),
    uid,
    uname: `机器人${oneOf(names, random)}`,
    uavatar: '',
    signedIn: false,
    robot: true,
    ready: true,
    line: null,
    heldUntil: null,
    choice: null,
    totalScore: 0,
    winStreak: 0,
  };
}

const minThinkingMs = 100;
const maxThinkingMs = 4000;

/**
 * When, in ms from the start of a round, a robot changes its mind: soon after the start, then now and
 * again, never in the last moment.
 */
export function changesOfMind(gameMs: number, random: Random): number[] {
  const times: number[] = [];
  const last = gameMs - Math.min(minThinkingMs, gameMs / 10);
  let at = Math.min(10 + random() * minThinkingMs, last / 2);
  while (at < last) {
    times.push(at);
    at += minThinkingMs + random() * maxThinkingMs;
  }
  return times;
}
