/** `match-media`: shows its content on screens that fit. */
import { MEDIA_FEATURES, matchesMedia } from '../media_query';
import { phone } from '../phone';
import type { BuiltIn } from './engine';

const length = { type: Number, value: -1 };

export const matchMedia: BuiltIn = {
  tag: 'match-media',
  css: 'wx-match-media { display: block; } wx-match-media[data-sim-off] { display: none; }',
  properties: Object.fromEntries(
    MEDIA_FEATURES.map((name) => [
      name,
      name === 'orientation' ? { type: String, value: '' } : length,
    ]),
  ),
  create(host) {
    let off = () => {};
    const update = () => host.element.toggleAttribute('data-sim-off', !matchesMedia(host.data));
    return {
      update,
      attached() {
        off = phone.bus.on('resize', update);
        update();
      },
      detached: () => off(),
    };
  },
};
