/** Components a browser cannot stand in for: they show what they would be, and fail as they do without a permission. */
import type { BuiltIn } from './engine';

const CSS = `wx-audio { display: inline-block; }
wx-map, wx-camera, wx-live-player, wx-live-pusher, wx-ad, wx-official-account, wx-editor { display: flex; align-items: center; justify-content: center; min-height: 60px; background: repeating-linear-gradient(45deg, rgba(128, 128, 128, .08) 0 10px, rgba(128, 128, 128, .16) 10px 20px); color: #888; font-size: 13px; }
wx-map { width: 300px; height: 150px; }
wx-open-data { display: inline-block; }`;

function placeholder(tag: string, css = ''): BuiltIn {
  return {
    tag,
    css,
    placeholder: true,
    create(host) {
      const note = document.createElement('span');
      note.textContent = `<${tag}>`;
      const slot = document.createElement('div');
      host.element.append(note, slot);
      return {
        slot,
        attached: () =>
          host.emit('error', { errMsg: `${tag}:fail not supported in the simulator` }),
      };
    },
  };
}

const audio: BuiltIn = {
  tag: 'audio',
  properties: {
    src: { type: String, value: '' },
    loop: { type: Boolean, value: false },
    controls: { type: Boolean, value: false },
    name: { type: String, value: '' },
    author: { type: String, value: '' },
    poster: { type: String, value: '' },
  },
  create(host) {
    const media = document.createElement('audio');
    host.element.append(media);
    for (const type of ['play', 'pause', 'ended', 'timeupdate']) {
      media.addEventListener(type, (event) => {
        event.stopPropagation();
        host.emit(type, { currentTime: media.currentTime, duration: media.duration });
      });
    }
    return {
      update(changed) {
        media.controls = host.data.controls;
        media.loop = host.data.loop;
        if (changed.has('src') && host.data.src) media.src = host.data.src;
      },
      api: {
        play: () => media.play(),
        pause: () => media.pause(),
        seek: (at: number) => Object.assign(media, { currentTime: at }),
        setSrc: (src: string) => Object.assign(media, { src }),
      },
    };
  },
};

/** All of them. */
export const fallbacks: readonly BuiltIn[] = [
  audio,
  placeholder('map', CSS),
  ...['camera', 'live-player', 'live-pusher', 'ad', 'official-account', 'editor', 'open-data'].map(
    (tag) => placeholder(tag),
  ),
];
