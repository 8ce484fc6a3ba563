/** The little arithmetic that the scenes are painted with. Nothing here is random: a film is the same every time. */

/** Red, green and blue, 0 to 1 and beyond; what is too bright is cut at the end. */
export type Colour = readonly [number, number, number];

/**
 * Paints one point of one moment.
 *
 * @param x from left to right; 0 is the middle, and the width is `aspect` times the height
 * @param y from bottom (-0.5) to top (0.5)
 * @param t seconds
 * @param aspect width divided by height
 */
export type Scene = (x: number, y: number, t: number, aspect: number) => Colour;

export const clamp = (value: number, low = 0, high = 1) => Math.min(high, Math.max(low, value));

export const mix = (from: number, to: number, share: number) => from + (to - from) * share;

/** 0 below `from`, 1 above `to`, smooth between. */
export function step(from: number, to: number, value: number): number {
  const share = clamp((value - from) / (to - from));
  return share * share * (3 - 2 * share);
}

export const blend = (from: Colour, to: Colour, share: number): Colour => [
  mix(from[0], to[0], share),
  mix(from[1], to[1], share),
  mix(from[2], to[2], share),
];

/** Adds light. */
export const add = (under: Colour, light: Colour, strength = 1): Colour => [
  under[0] + light[0] * strength,
  under[1] + light[1] * strength,
  under[2] + light[2] * strength,
];

/** A colour written as in CSS: `#rrggbb`. */
export function hex(code: string): Colour {
  const value = Number.parseInt(code.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** The colour at `share` of a row of colours. */
export function ramp(colours: readonly Colour[], share: number): Colour {
  const place = clamp(share) * (colours.length - 1);
  const index = Math.min(Math.floor(place), colours.length - 2);
  return blend(colours[index] as Colour, colours[index + 1] as Colour, place - index);
}

/** A number from 0 to 1 that looks random, the same for the same cell. */
export function hash(x: number, y: number, seed = 0): number {
  let value = Math.imul(x | 0, 374761393) ^ Math.imul(y | 0, 668265263) ^ Math.imul(seed, 974711);
  value = Math.imul(value ^ (value >>> 13), 1274126177);
  return ((value ^ (value >>> 16)) >>> 0) / 4294967296;
}

/** Smooth noise from 0 to 1, one bump a unit. */
export function noise(x: number, y: number, seed = 0): number {
  const [left, bottom] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [step(0, 1, x - left), step(0, 1, y - bottom)];
  const low = mix(hash(left, bottom, seed), hash(left + 1, bottom, seed), u);
  const high = mix(hash(left, bottom + 1, seed), hash(left + 1, bottom + 1, seed), u);
  return mix(low, high, v);
}

/** Noise upon finer noise: clouds, ridges. */
export function clouds(x: number, y: number, octaves = 4, seed = 0): number {
  let [sum, size, share, whole] = [0, 1, 0.5, 0];
  for (let octave = 0; octave < octaves; octave++) {
    sum += noise(x * size, y * size, seed + octave) * share;
    whole += share;
    size *= 2.03;
    share *= 0.5;
  }
  return sum / whole;
}

/** Stars on a grid, `density` cells a unit; gives their light. */
export function stars(x: number, y: number, density: number, t: number, seed = 0): number {
  const [column, row] = [Math.floor(x * density), Math.floor(y * density)];
  const brightness = hash(column, row, seed);
  if (brightness < 0.82) return 0;
  const centreX = (column + 0.2 + 0.6 * hash(column, row, seed + 1)) / density;
  const centreY = (row + 0.2 + 0.6 * hash(column, row, seed + 2)) / density;
  const distance = Math.hypot(x - centreX, y - centreY) * density;
  const twinkle = 0.75 + 0.25 * Math.sin(t * 3 + brightness * 400);
  return step(0.16, 0, distance) * (brightness - 0.82) * 5.5 * twinkle;
}

/** How much of a disc covers a point; `soft` is the width of its edge. */
export function disc(x: number, y: number, radius: number, soft: number): number {
  return step(radius + soft, radius - soft, Math.hypot(x, y));
}
