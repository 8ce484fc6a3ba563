/** 雾隐群山: an ink painting of ridges in the mist, and a red sun. */
import { blend, clouds, disc, hex, type Scene, step } from '../shading';

const paper = hex('#efe6d2');
const ink = hex('#1d2428');
const cinnabar = hex('#c8372d');

export const mist: Scene = (x, y, t) => {
  const grain = clouds(x * 60, y * 60, 2, 9) * 0.05;
  let colour = blend(paper, hex('#d9ccb0'), step(0.1, 0.6, y) * 0.6 + grain);
  colour = blend(colour, cinnabar, disc(x + 0.16, y - 0.2 - t * 0.008, 0.085, 0.004) * 0.92);
  for (let layer = 0; layer < 5; layer++) {
    const move = t * 0.008 * (layer + 1);
    const peaks = clouds((x + move) * (1.5 + layer * 0.45) + layer * 7.7, layer * 3, 5, 41);
    const ridge = 0.24 - layer * 0.15 + (peaks - 0.5) * (0.55 - layer * 0.04);
    const below = ridge - y;
    const cover = step(-0.003, 0.003, below);
    const drift = clouds((x - t * 0.05) * 2.4, y * 7 + layer * 5, 4, 71);
    const wash = Math.exp(-Math.max(below, 0) * (7 - layer * 0.6)) * (1.1 - drift * 0.5);
    colour = blend(colour, ink, cover * wash * (0.22 + layer * 0.17));
    colour = blend(colour, paper, cover * step(0.05, 0.34, below) * drift * 0.75);
  }
  return colour;
};
