/** `video`, with the context that `wx.createVideoContext` gives. */
import { sourceUrl } from '../sources';
import { type BuiltIn, contain, type Host, type View } from './engine';

export const video: BuiltIn = {
  tag: 'video',
  css: `wx-video { display: inline-block; position: relative; width: 300px; height: 225px; overflow: hidden; background: #000; }
wx-video > video { display: block; width: 100%; height: 100%; }
wx-video > div { position: absolute; inset: 0; pointer-events: none; }
wx-video > div > * { pointer-events: auto; }
wx-video.sim-full { position: fixed !important; inset: 0 !important; z-index: 999; width: 100% !important; height: 100% !important; }`,
  properties: {
    src: { type: String, value: '' },
    duration: { type: Number, value: 0 },
    controls: { type: Boolean, value: true },
    danmuList: { type: null, value: null },
    danmuBtn: { type: Boolean, value: false },
    enableDanmu: { type: Boolean, value: false },
    autoplay: { type: Boolean, value: false },
    loop: { type: Boolean, value: false },
    muted: { type: Boolean, value: false },
    initialTime: { type: Number, value: 0 },
    pageGesture: { type: Boolean, value: false },
    direction: { type: Number, value: 0 },
    showProgress: { type: Boolean, value: true },
    showFullscreenBtn: { type: Boolean, value: true },
    showPlayBtn: { type: Boolean, value: true },
    showCenterPlayBtn: { type: Boolean, value: true },
    enableProgressGesture: { type: Boolean, value: true },
    objectFit: { type: String, value: 'contain' },
    poster: { type: String, value: '' },
    showMuteBtn: { type: Boolean, value: false },
    title: { type: String, value: '' },
    playBtnPosition: { type: String, value: 'bottom' },
    enablePlayGesture: { type: Boolean, value: false },
    autoPauseIfNavigate: { type: Boolean, value: true },
    autoPauseIfOpenNative: { type: Boolean, value: true },
    vslideGesture: { type: Boolean, value: false },
    vslideGestureInFullscreen: { type: Boolean, value: true },
    adUnitId: { type: String, value: '' },
    posterForCrawler: { type: String, value: '' },
    showCastingButton: { type: Boolean, value: false },
    pictureInPictureMode: { type: null, value: null },
    enableAutoRotation: { type: Boolean, value: false },
    showScreenLockButton: { type: Boolean, value: false },
  },
  create,
};

/** Messages for the codes of `MediaError`. */
const ERRORS = [
  '',
  'MEDIA_ERR_ABORTED',
  'MEDIA_ERR_NETWORK',
  'MEDIA_ERR_DECODE',
  'MEDIA_ERR_SRC_NOT_SUPPORTED',
];

function create(host: Host): View {
  const media = document.createElement('video');
  const slot = document.createElement('div');
  media.playsInline = true;
  media.preload = 'metadata';
  host.element.append(media, slot);
  contain(
    media,
    'play',
    'pause',
    'ended',
    'error',
    'timeupdate',
    'waiting',
    'progress',
    'loadedmetadata',
    'volumechange',
  );

  const forward: Record<string, () => unknown> = {
    play: () => ({}),
    pause: () => ({}),
    ended: () => ({}),
    waiting: () => ({}),
    timeupdate: () => ({ currentTime: media.currentTime, duration: media.duration }),
    progress: () => ({
      buffered: media.duration ? (bufferedEnd(media) / media.duration) * 100 : 0,
    }),
    loadedmetadata: () => ({
      width: media.videoWidth,
      height: media.videoHeight,
      duration: media.duration,
    }),
  };
  for (const [type, detail] of Object.entries(forward))
    media.addEventListener(type, () => host.emit(type, detail()));
  media.addEventListener('loadedmetadata', () => {
    if (host.data.initialTime > 0) media.currentTime = host.data.initialTime;
  });
  media.addEventListener('seeked', () =>
    host.emit('seekcomplete', { position: media.currentTime }),
  );
  media.addEventListener('error', () => {
    if (host.data.src)
      host.emit('error', {
        errMsg: ERRORS[media.error?.code ?? 4] ?? 'MEDIA_ERR_SRC_NOT_SUPPORTED',
      });
  });

  function fullScreen(on: boolean) {
    host.element.classList.toggle('sim-full', on);
    host.emit('fullscreenchange', { fullScreen: on, direction: 'vertical' });
  }

  return {
    slot,
    update(changed) {
      const { data } = host;
      if (changed.has('src')) {
        const url = sourceUrl(data.src, host.component);
        if (url) media.src = url;
        else media.removeAttribute('src');
      }
      if (changed.has('poster')) media.poster = sourceUrl(data.poster, host.component);
      media.controls = data.controls;
      media.loop = data.loop;
      media.muted = data.muted;
      media.autoplay = data.autoplay;
      media.style.objectFit = data.objectFit;
      media.setAttribute(
        'controlslist',
        `${data.showFullscreenBtn ? '' : 'nofullscreen '}nodownload`,
      );
    },
    detached: () => media.pause(),
    api: {
      play: () => void media.play().catch(() => {}),
      pause: () => media.pause(),
      stop() {
        media.pause();
        media.currentTime = 0;
      },
      seek(position: number) {
        media.currentTime = position;
      },
      playbackRate(rate: number) {
        media.playbackRate = rate;
      },
      requestFullScreen: () => fullScreen(true),
      exitFullScreen: () => fullScreen(false),
      sendDanmu: () => {},
      showStatusBar: () => {},
      hideStatusBar: () => {},
      requestBackgroundPlayback: () => {},
      exitBackgroundPlayback: () => {},
      exitPictureInPicture: () => {},
    },
  };
}

function bufferedEnd(media: HTMLVideoElement): number {
  const { buffered } = media;
  return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
}
