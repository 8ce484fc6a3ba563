/** 落日公路: a striped sun over a violet grid that rolls towards us. */
import { add, blend, clouds, disc, hex, ramp, type Scene, stars, step } from '../shading';

const sky = ['#f2637e', '#a32f7d', '#46206b', '#140a2e'].map(hex);
const sunColours = ['#ff2f7a', '#ff8a3c', '#ffe45c'].map(hex);
const ground = hex('#0b0620');
const line = hex('#ff3fd0');
const horizon = -0.12;

export const highway: Scene = (x, y, t) => {
  if (y < horizon) return floor(x, y, t);
  const height = y - horizon;
  let colour = ramp(sky, height * 1.7);
  colour = add(colour, [1, 0.9, 1], stars(x, y, 24, t, 3) * step(0.2, 0.5, height));
  const sunY = height - 0.16;
  const stripe = Math.sin((0.42 - height) * 70 + t * 2) * 0.5 + 0.5;
  const cut = step(0.3, 0.05, height) * step(0.35, 0.6, stripe);
  const shape = disc(x, sunY, 0.25, 0.004) * (1 - cut);
  colour = add(colour, hex('#ff6a88'), Math.exp(-Math.hypot(x, sunY) * 5) * 0.5);
  colour = blend(colour, ramp(sunColours, (sunY + 0.25) / 0.5), shape);
  const ridge = 0.03 + 0.15 * clouds(x * 3.4 + 9, 2, 4, 8) * step(0.12, 0.5, Math.abs(x));
  return blend(colour, hex('#1b0b3a'), step(ridge + 0.003, ridge - 0.003, height));
};

function floor(x: number, y: number, t: number): ReturnType<Scene> {
  const depth = 0.09 / (horizon - y + 0.004);
  const across = Math.abs(((((x * depth * 4) % 1) + 1.5) % 1) - 0.5);
  const along = Math.abs(((depth * 2.4 + t * 1.6) % 1) - 0.5);
  const width = 0.03 + 0.015 * depth;
  const lit = Math.max(step(0.5 - width, 0.5, along), step(width, 0, across));
  const far = Math.exp(-depth * 0.16);
  const base = blend(hex('#a32f7d'), ground, step(0, 0.22, horizon - y));
  return add(base, line, lit * far * 0.85);
}
