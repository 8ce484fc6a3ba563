/** 雨夜霓虹: lights out of focus, rain, and a wet street. */
import { add, blend, type Colour, hash, hex, noise, type Scene, step } from '../shading';

const lamps = ['#ff2e7e', '#23c8ff', '#ffb03a', '#9b4dff', '#2effc0'].map(hex);
const street = -0.22;

export const rain: Scene = (x, y, t, aspect) => {
  const wet = y < street;
  const ripple = wet ? (noise(x * 14, y * 50 + t * 5, 3) - 0.5) * 0.05 : 0;
  const seenY = wet ? street + (street - y) * 0.75 + ripple : y;
  const under = blend(hex('#0a0716'), hex('#1a1030'), step(-0.5, 0.3, seenY));
  let colour = lights(under, x + ripple, seenY, t, aspect, wet ? 2.2 : 1);
  if (wet) colour = blend(colour, hex('#05040c'), 0.42);
  return add(colour, [0.7, 0.8, 1], drops(x, y, t));
};

function lights(under: Colour, x: number, y: number, t: number, aspect: number, stretch: number) {
  let colour = under;
  for (let lamp = 0; lamp < 26; lamp++) {
    const depth = 0.4 + 0.6 * hash(lamp, 1);
    const centreX = (hash(lamp, 2) - 0.5) * (aspect + 0.4) + Math.sin(t * 0.5 + lamp) * 0.01;
    const centreY = street + 0.03 + hash(lamp, 3) ** 1.4 * 0.62;
    const radius = 0.025 + 0.06 * depth * hash(lamp, 4);
    const distance = Math.hypot(x - centreX - t * 0.016 * depth, (y - centreY) / stretch);
    const ring = step(radius, radius * 0.86, distance) * (0.55 + 0.45 * step(0, radius, distance));
    const flicker = lamp % 7 === 0 ? 0.6 + 0.4 * Math.sin(t * 9 + lamp) : 1;
    const glow = Math.exp(-distance * 9) * 0.13;
    colour = add(colour, lamps[lamp % lamps.length] as Colour, (ring * 0.42 + glow) * flicker);
  }
  return colour;
}

function drops(x: number, y: number, t: number): number {
  let sum = 0;
  for (let layer = 1; layer <= 3; layer++) {
    const slanted = (x + y * 0.07) * 20 * layer;
    const column = Math.floor(slanted);
    const aside = Math.abs(slanted - column - 0.2 - 0.6 * hash(column, layer, 7));
    const place = y * 1.5 + t * (2 + hash(column, layer)) + hash(column, layer + 3) * 9;
    const row = Math.floor(place);
    if (hash(column, row, layer) < 0.6) continue;
    const within = place - row;
    const thin = step(0.035 * layer + 0.02, 0, aside);
    sum += thin * step(0, 0.03, within) * step(0.24, 0.03, within) * 0.42;
  }
  return sum;
}
