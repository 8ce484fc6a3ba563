/** Sounds: inner audio contexts over the browser's own audio, and the context of an `audio` component. */
import { mountedOn } from '../components/engine';
import { sourceUrl } from '../sources';
import { type ApiGroup, api, listenerPair } from './api';
import { findElement } from './query';

/** Event of WeChat → event of the browser. */
const EVENTS: Readonly<Record<string, string>> = {
  Canplay: 'canplay',
  Play: 'play',
  Pause: 'pause',
  Ended: 'ended',
  TimeUpdate: 'timeupdate',
  Waiting: 'waiting',
  Seeking: 'seeking',
  Seeked: 'seeked',
};

/** `InnerAudioContext` of WeChat. */
function innerAudioContext() {
  const media = new Audio();
  const stop = listenerPair<object>('InnerAudioContext.onStop');
  const error = listenerPair<object>('InnerAudioContext.onError');
  let source = '';
  media.addEventListener('error', () => {
    if (source) error.emit({ errCode: 10003, errMsg: `cannot play ${source}` });
  });
  const context: Record<string, unknown> = {
    startTime: 0,
    obeyMuteSwitch: true,
    referrerPolicy: 'no-referrer',
    play: () =>
      void media
        .play()
        .catch(() => error.emit({ errCode: 10001, errMsg: 'play is not allowed yet' })),
    pause: () => media.pause(),
    stop() {
      media.pause();
      media.currentTime = 0;
      stop.emit({});
    },
    seek(position: number) {
      media.currentTime = position;
    },
    destroy() {
      media.pause();
      media.removeAttribute('src');
    },
    onStop: stop.on,
    offStop: stop.off,
    onError: error.on,
    offError: error.off,
  };
  for (const [name, type] of Object.entries(EVENTS)) {
    const pair = listenerPair<object>(`InnerAudioContext.on${name}`);
    media.addEventListener(type, () => pair.emit({}));
    Object.assign(context, { [`on${name}`]: pair.on, [`off${name}`]: pair.off });
  }
  for (const name of ['autoplay', 'loop', 'volume', 'playbackRate', 'currentTime'] as const) {
    Object.defineProperty(context, name, {
      get: () => media[name],
      set: (value: never) => {
        media[name] = value;
      },
    });
  }
  for (const name of ['duration', 'paused'] as const) {
    Object.defineProperty(context, name, { get: () => media[name] });
  }
  Object.defineProperty(context, 'src', {
    get: () => source,
    set(value: string) {
      source = value;
      media.src = sourceUrl(value.startsWith('/') || /^\w+:/.test(value) ? value : `/${value}`);
      media.currentTime = Number(context.startTime);
    },
  });
  return context;
}

/** A context whose component is looked up at every call, because it may be created before. */
export function lazyContext(find: () => unknown): object {
  return new Proxy(
    {},
    {
      get:
        (_target, name) =>
        (...args: unknown[]) => {
          const found = find() as Record<string | symbol, unknown> | undefined;
          const member = found?.[name];
          return typeof member === 'function' ? member.apply(found, args) : undefined;
        },
    },
  );
}

export const audio: ApiGroup = {
  createInnerAudioContext: innerAudioContext,
  createAudioContext: (id: string, scope?: unknown) =>
    lazyContext(() => mountedOn(findElement(`#${id}`, scope))?.view.api),
  setInnerAudioOption: api('setInnerAudioOption', () => {}),
  getAvailableAudioSources: api('getAvailableAudioSources', () => ({ audioSources: ['auto'] })),
};
