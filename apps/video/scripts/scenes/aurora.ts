/** 极光来信: green and violet curtains over mountains and their reflection in a lake. */
import { add, blend, type Colour, clouds, hex, noise, type Scene, stars, step } from '../shading';

const night = hex('#040817');
const dusk = hex('#0d2a44');
const green = hex('#37f5a0');
const violet = hex('#8a4dff');
const shore = -0.2;

export const aurora: Scene = (x, y, t) => {
  if (y >= shore) return sky(x, y, t);
  const ripple = noise(x * 9, y * 60 + t * 2.2, 4) - 0.5;
  const mirrored = sky(x + ripple * 0.02, 2 * shore - y + ripple * 0.04, t);
  return blend(mirrored, hex('#02060d'), 0.45 + (shore - y) * 0.9);
};

function sky(x: number, y: number, t: number): Colour {
  let colour = blend(dusk, night, step(-0.2, 0.4, y));
  colour = add(colour, [0.9, 0.95, 1], stars(x, y, 30, t, 2));
  for (let curtain = 0; curtain < 3; curtain++) {
    const sway = clouds(x * 1.3 + curtain * 3.7 + t * 0.1, t * 0.14 + curtain, 3, 31) - 0.5;
    const foot = -0.06 + curtain * 0.11 + sway * 0.42;
    const above = y - foot;
    if (above < -0.03) continue;
    const rays = 0.45 + 0.55 * noise(x * 22 + sway * 16 + t * 0.8, curtain * 9 + t * 0.4, 51);
    const light = step(-0.03, 0.02, above) * Math.exp(-above * 5.2) * rays;
    colour = add(colour, blend(green, violet, step(0.02, 0.3, above)), light * 0.72);
  }
  const ridge = shore + 0.02 + 0.2 * clouds(x * 2.1 + 4, 3, 5, 17) ** 1.5;
  return blend(colour, hex('#03070c'), step(ridge + 0.003, ridge - 0.003, y));
}
