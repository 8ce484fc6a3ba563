/** Hands and faces: what they are called, and which hand beats which. */
import type { Choice, Face } from '@weapp-samples/contracts';

export interface Shown<T> {
  readonly value: T;
  readonly name: string;
  readonly image: string;
}

const image = (name: string) => `/game/images/${name}.svg`;

export const hands: readonly Shown<Choice>[] = [
  { value: 1, name: '剪刀', image: image('scissors') },
  { value: 2, name: '石头', image: image('rock') },
  { value: 3, name: '布', image: image('paper') },
];

export const faces: readonly Shown<Face>[] = [
  { value: 1, name: '大笑', image: image('laugh') },
  { value: 2, name: '大哭', image: image('cry') },
  { value: 3, name: '生气', image: image('angry') },
  { value: 4, name: '坏笑', image: image('smirk') },
];

/** The hand of a number; undefined for no choice. */
export function handOf(choice: Choice | null): Shown<Choice> | undefined {
  return hands.find(({ value }) => value === choice);
}

/** The face of a number. */
export function faceOf(face: Face | undefined): Shown<Face> | undefined {
  return faces.find(({ value }) => value === face);
}

/** 1 when `mine` beats `theirs`, -1 when it loses, 0 for a draw; no choice loses to any. */
export function judge(mine: Choice | null, theirs: Choice | null): -1 | 0 | 1 {
  if (mine === theirs) return 0;
  if (mine === null) return -1;
  if (theirs === null) return 1;
  return (mine - theirs + 3) % 3 === 1 ? 1 : -1;
}
