/** 沙丘之上: dune behind dune under a huge pale sun. */
import {
  add,
  blend,
  type Colour,
  clouds,
  disc,
  hex,
  noise,
  ramp,
  type Scene,
  step,
} from '../shading';

const sky = ['#ffd9a0', '#f7a15f', '#c65a4a', '#5b2c4f'].map(hex);
const sand = ['#f3b06a', '#c9743f', '#8a4331', '#3d1d26'].map(hex);

export const dunes: Scene = (x, y, t) => {
  let colour = ramp(sky, (y + 0.12) * 1.75);
  const [sunX, sunY] = [x - 0.08, y - 0.08 - t * 0.006];
  colour = add(colour, hex('#fff0c8'), Math.exp(-Math.hypot(sunX, sunY) * 6) * 0.45);
  colour = blend(colour, hex('#fff4da'), disc(sunX, sunY, 0.17, 0.004) * 0.95);
  const dust = clouds(x * 3 + t * 0.3, y * 14, 4, 5);
  colour = blend(colour, hex('#ffd9a0'), step(0.5, 0.8, dust) * 0.22);
  for (let layer = 0; layer < 4; layer++) colour = dune(colour, x, y, t, layer);
  return colour;
};

function dune(under: Colour, x: number, y: number, t: number, layer: number): Colour {
  const move = t * 0.012 * (layer + 1);
  const scale = 1.1 + layer * 0.25;
  const wave = noise((x + move) * scale * 1.7 + layer * 5.3, layer, 13);
  const crest = 0.02 - layer * 0.135 + (wave - 0.5) * 0.3;
  const cover = step(crest + 0.003, crest - 0.003, y);
  if (cover === 0) return under;
  const slope = noise((x + move + 0.02) * scale * 1.7 + layer * 5.3, layer, 13) - wave;
  const lit = step(-0.012, 0.012, slope);
  const ripples = Math.sin((crest - y) * 260 + noise(x * 9, y * 9, 7) * 9) * 0.5 + 0.5;
  const tone = ramp(sand, layer / 3.4 + (1 - lit) * 0.24 + (crest - y) * 0.55);
  const rippled = add(tone, [0.05, 0.035, 0.02], ripples * lit);
  return blend(under, blend(rippled, hex('#ffcf96'), 0.34 - layer * 0.11), cover);
}
