/** 分形之心: a Julia set that breathes, in gold and teal. */
import { add, hex, ramp, type Scene } from '../shading';

const palette = ['#020509', '#06302f', '#0f8a83', '#f6d77a', '#fff7e0', '#b5602a', '#1a0a12'].map(
  hex,
);
const rounds = 90;

export const fractal: Scene = (x, y, t) => {
  const zoom = 2.25 - t * 0.14;
  const turn = 0.5 + t * 0.03;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let [a, b] = [(x * cos - y * sin) * zoom, (x * sin + y * cos) * zoom];
  const [c, d] = [-0.786 + 0.012 * Math.cos(t * 0.9), 0.152 + 0.014 * Math.sin(t * 0.9)];
  let round = 0;
  let nearest = 9;
  while (round < rounds && a * a + b * b < 64) {
    [a, b] = [a * a - b * b + c, 2 * a * b + d];
    nearest = Math.min(nearest, a * a + b * b);
    round++;
  }
  if (round === rounds) return ramp(palette, 0.5 - Math.sqrt(nearest) * 0.45);
  const smooth = round + 1 - Math.log2(Math.log2(a * a + b * b) / 2);
  const glow = Math.exp(-Math.sqrt(nearest) * 3) * 0.25;
  return add(ramp(palette, (smooth / rounds) ** 0.62 * 1.05), [1, 0.75, 0.35], glow);
};
