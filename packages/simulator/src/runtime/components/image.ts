/** `image`, with every mode, and `cover-image`. */
import { sourceUrl } from '../sources';
import type { BuiltIn, Host, View } from './engine';

const FIT: Readonly<Record<string, [fit: string, position: string]>> = {
  scaleToFill: ['fill', '50% 50%'],
  aspectFit: ['contain', '50% 50%'],
  aspectFill: ['cover', '50% 50%'],
  widthFix: ['fill', '50% 50%'],
  heightFix: ['fill', '50% 50%'],
  center: ['none', '50% 50%'],
  top: ['none', '50% 0'],
  bottom: ['none', '50% 100%'],
  left: ['none', '0 50%'],
  right: ['none', '100% 50%'],
  'top left': ['none', '0 0'],
  'top right': ['none', '100% 0'],
  'bottom left': ['none', '0 100%'],
  'bottom right': ['none', '100% 100%'],
};

/** How far outside the screen a lazy picture starts to load. */
const LAZY_MARGIN = '300px';

function create(host: Host): View {
  const { element } = host;
  const img = document.createElement('img');
  img.draggable = false;
  img.alt = '';
  element.append(img);
  let observer: IntersectionObserver | undefined;

  function load() {
    observer?.disconnect();
    const url = sourceUrl(host.data.src, host.component);
    if (url) img.src = url;
    else img.removeAttribute('src');
  }

  function loadWhenSeen() {
    observer?.disconnect();
    observer = new IntersectionObserver(
      (entries) => entries.some((one) => one.isIntersecting) && load(),
      { rootMargin: LAZY_MARGIN },
    );
    observer.observe(element);
  }

  function fitSize() {
    const { mode } = host.data;
    if (!img.naturalWidth) return;
    element.style.height = mode === 'widthFix' ? 'auto' : element.style.height;
    element.style.width = mode === 'heightFix' ? 'auto' : element.style.width;
  }

  img.addEventListener('load', (event) => {
    event.stopPropagation();
    fitSize();
    host.emit('load', { width: img.naturalWidth, height: img.naturalHeight });
  });
  img.addEventListener('error', (event) => {
    event.stopPropagation();
    if (host.data.src) host.emit('error', { errMsg: `GET ${host.data.src} 404 (Not Found)` });
  });
  return {
    update(changed) {
      if (changed.has('mode')) {
        const [fit, position] = FIT[host.data.mode] ?? ['fill', '50% 50%'];
        Object.assign(img.style, { objectFit: fit, objectPosition: position });
        element.dataset.simMode = host.data.mode;
      }
      if (changed.has('ariaLabel')) img.alt = host.data.ariaLabel ?? '';
      if (!changed.has('src')) return;
      if (host.data.lazyLoad) loadWhenSeen();
      else load();
    },
    detached: () => observer?.disconnect(),
  };
}

const properties = {
  src: { type: String, value: '' },
  mode: { type: String, value: 'scaleToFill' },
  lazyLoad: { type: Boolean, value: false },
  webp: { type: Boolean, value: false },
  fadeIn: { type: Boolean, value: false },
  showMenuByLongpress: { type: Boolean, value: false },
};

export const image: BuiltIn = {
  tag: 'image',
  properties,
  css: `wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; vertical-align: bottom; }
wx-image > img { display: block; width: 100%; height: 100%; user-select: none; -webkit-user-drag: none; }
wx-image[data-sim-mode="widthFix"] > img { height: auto; }
wx-image[data-sim-mode="heightFix"] > img { width: auto; }
wx-image > img:not([src]) { visibility: hidden; }`,
  create,
};

export const coverImage: BuiltIn = {
  tag: 'cover-image',
  properties,
  css: 'wx-cover-image { display: block; } wx-cover-image > img { display: block; width: 100%; height: 100%; }',
  create,
};
