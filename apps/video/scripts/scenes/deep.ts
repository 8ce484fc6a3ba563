/** 深海回声: light from above, and a swarm of jellyfish on its way up. */
import { add, type Colour, hash, hex, noise, ramp, type Scene, step } from '../shading';

const water = ['#01040c', '#03203f', '#07568a', '#3fb4d8'].map(hex);
const light = hex('#bff4ff');

export const deep: Scene = (x, y, t) => {
  let colour = ramp(water, (y + 0.55) * 0.9);
  const slant = x * 1.0 + (0.6 - y) * 0.35;
  const beams = noise(slant * 7 + t * 0.35, t * 0.25, 2) * noise(slant * 17 - t * 0.2, t * 0.3, 3);
  colour = add(colour, light, beams * step(-0.45, 0.55, y) * 0.55);
  for (const one of swarm) colour = add(colour, one.colour, jellyfish(x, y, t, one));
  return add(colour, light, bubbles(x, y, t));
};

interface Jellyfish {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: Colour;
}

const swarm: readonly Jellyfish[] = [
  { x: 0.04, y: 0.02, size: 0.15, colour: hex('#ff9ad5') },
  { x: -0.27, y: 0.2, size: 0.07, colour: hex('#8ad8ff') },
  { x: 0.3, y: 0.24, size: 0.05, colour: hex('#b8a4ff') },
  { x: -0.62, y: 0.02, size: 0.1, colour: hex('#b8a4ff') },
  { x: 0.62, y: -0.02, size: 0.09, colour: hex('#8ad8ff') },
];

/** The light of one of them: a bell that breathes, arms that sway behind it. */
function jellyfish(x: number, y: number, t: number, one: Jellyfish): number {
  const beat = Math.sin(t * 2.6 + one.x * 9);
  const across = (x - one.x) / (one.size * (1 + 0.06 * beat));
  const up = (y - one.y - t * 0.018 - beat * 0.008) / (one.size * (1 - 0.07 * beat));
  if (Math.abs(across) > 2.2 || up > 2 || up < -4.5) return 0;
  const radius = Math.hypot(across, up * 1.25);
  const glow = Math.exp(-radius * radius * 1.3) * 0.16;
  const hem = 0.07 * Math.cos(across * 14);
  const inside = up > hem - 0.12 ? step(1.02, 0.98, radius) : 0;
  const bell = inside * (0.16 + 0.5 * radius ** 5 + 0.3 * step(0.5, 0.1, radius));
  return glow + bell + arms(across, up, t + one.x * 5);
}

function arms(across: number, up: number, t: number): number {
  if (up > -0.05) return 0;
  let sum = 0;
  for (let arm = -3; arm <= 3; arm++) {
    const sway = Math.sin(up * 2.6 + t * 1.9 + arm * 1.3) * 0.12 * -up;
    const distance = Math.abs(across - arm * 0.24 * (1 + up * 0.08) - sway);
    const length = arm % 2 === 0 ? 3.6 : 2.3;
    sum += step(0.075, 0.01, distance) * step(-length, -0.3, up) * 0.34;
  }
  return sum;
}

function bubbles(x: number, y: number, t: number): number {
  let sum = 0;
  for (let layer = 1; layer <= 2; layer++) {
    const cells = 7 * layer;
    const rise = y - t * 0.06 * layer;
    const [column, row] = [Math.floor(x * cells), Math.floor(rise * cells)];
    if (hash(column, row, layer) < 0.6) continue;
    const centreX = (column + 0.3 + 0.4 * hash(column, row, layer + 5)) / cells;
    const centreY = (row + 0.3 + 0.4 * hash(column, row, layer + 9)) / cells;
    const distance = Math.hypot(x - centreX, rise - centreY) * cells;
    sum += step(0.1, 0.02, distance) * 0.35;
  }
  return sum;
}
