/** 星海彼岸: a nebula, drifting stars, and the sun coming up behind a planet. */
import { add, blend, clamp, clouds, hex, type Scene, stars, step } from '../shading';

const deep = hex('#05060f');
const violet = hex('#5b2a8c');
const blue = hex('#123a78');
const glow = hex('#7fc4ff');
const sun = hex('#ffe2b0');

export const space: Scene = (x, y, t, aspect) => {
  const drift = t * 0.012;
  const haze = clouds(x * 2.2 + drift, y * 2.2, 5, 3);
  const veil = clouds(x * 3.1 - drift, y * 3.1 + 7, 5, 11);
  let colour = blend(deep, violet, step(0.42, 0.85, haze) * 0.9);
  colour = blend(colour, blue, step(0.45, 0.8, veil) * 0.7);
  const light = stars(x + drift, y, 26, t, 1) + 0.7 * stars(x + drift * 2, y, 54, t, 5);
  colour = add(colour, [0.9, 0.95, 1], light);

  const [centreX, centreY, radius] = [aspect * 0.12, -1.02, 0.86];
  const distance = Math.hypot(x - centreX, y - centreY) - radius;
  const towards = clamp(1 - Math.abs(x - centreX - 0.16 + t * 0.01) * 1.6);
  const rim = Math.exp(-Math.max(distance, 0) * 16) * (0.25 + 0.75 * towards);
  colour = add(colour, glow, distance > 0 ? rim * 0.9 : 0);
  const flareX = x - centreX - 0.16 + t * 0.01;
  const flareY = y - (centreY + Math.sqrt(Math.max(0, radius ** 2 - 0.0256)));
  colour = add(colour, sun, 0.018 / (0.012 + flareX ** 2 * 3 + flareY ** 2 * 14));
  if (distance > 0) return colour;
  const ground = clouds(x * 5 + t * 0.02, y * 9, 4, 21) * 0.08;
  const edge = Math.exp(distance * 38) * (0.15 + 0.85 * towards);
  return add([0.008 + ground * 0.1, 0.015 + ground * 0.3, 0.04 + ground * 0.6], glow, edge * 0.9);
};
