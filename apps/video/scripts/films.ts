/** The films of the offline catalogue, in the order of the list. */
import { aurora } from './scenes/aurora';
import { deep } from './scenes/deep';
import { dunes } from './scenes/dunes';
import { fractal } from './scenes/fractal';
import { highway } from './scenes/highway';
import { mist } from './scenes/mist';
import { rain } from './scenes/rain';
import { space } from './scenes/space';
import type { Scene } from './shading';

/** `hertz` are the tones under the picture; `dark` is the colour of the letters on a bright picture. */
export interface Film {
  readonly name: string;
  readonly title: string;
  readonly english: string;
  readonly scene: Scene;
  readonly hertz: readonly number[];
  readonly dark?: boolean;
}

export const films: readonly Film[] = [
  {
    name: 'stars',
    title: '星海彼岸',
    english: 'ACROSS THE STARS',
    scene: space,
    hertz: [65.4, 98, 196, 246.9],
  },
  {
    name: 'aurora',
    title: '极光来信',
    english: 'LETTERS FROM THE AURORA',
    scene: aurora,
    hertz: [73.4, 110, 220, 277.2],
  },
  {
    name: 'highway',
    title: '落日公路',
    english: 'SUNSET HIGHWAY',
    scene: highway,
    hertz: [82.4, 123.5, 207.7, 247],
  },
  {
    name: 'mist',
    title: '雾隐群山',
    english: 'MOUNTAINS IN THE MIST',
    scene: mist,
    hertz: [98, 146.8, 220, 293.7],
    dark: true,
  },
  {
    name: 'rain',
    title: '雨夜霓虹',
    english: 'NEON RAIN',
    scene: rain,
    hertz: [61.7, 92.5, 185, 220],
  },
  {
    name: 'deep',
    title: '深海回声',
    english: 'ECHOES OF THE DEEP',
    scene: deep,
    hertz: [49, 73.4, 146.8, 174.6],
  },
  {
    name: 'dunes',
    title: '沙丘之上',
    english: 'BEYOND THE DUNES',
    scene: dunes,
    hertz: [55, 82.4, 164.8, 207.7],
  },
  {
    name: 'fractal',
    title: '分形之心',
    english: 'HEART OF THE FRACTAL',
    scene: fractal,
    hertz: [69.3, 103.8, 207.7, 261.6],
  },
];
