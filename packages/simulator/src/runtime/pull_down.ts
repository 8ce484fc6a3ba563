/** Pulling a page down to refresh it. */
import type { PageView } from './viewport';
import type { WindowConfig } from './window_config';

/** How far the page must be pulled, pixels; also where it rests while it refreshes. */
const DISTANCE = 50;
/** A finger moves this much further than the page. */
const FRICTION = 0.5;

/** What moves under a finger by itself: a drag that starts there never pulls the page. */
const HELD = 'wx-scroll-view, wx-picker-view, wx-movable-view, wx-slider, [data-sim-still]';

function isHeld(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(HELD) !== null;
}

/** The refresher of one page. */
export interface PullDown {
  start(): void;
  stop(): void;
}

interface Pullable extends PageView {
  readonly config: WindowConfig;
}

/** Lets a page be pulled, by touch or mouse, when its configuration says so. */
export function attachPullDown(page: Pullable, refresh: () => void): PullDown {
  const dots = document.createElement('div');
  dots.className = `sim-refresher${page.config.backgroundTextStyle === 'light' ? ' sim-light' : ''}`;
  dots.innerHTML = '<i></i><i></i><i></i>';
  page.view.prepend(dots);
  let from: number | undefined;
  let pulled = 0;
  let refreshing = false;

  function move(distance: number, animate: boolean) {
    pulled = distance;
    page.scroll.style.transition = animate ? 'translate .25s' : '';
    page.scroll.style.translate = distance === 0 ? '' : `0 ${distance}px`;
    dots.classList.toggle('sim-active', distance > 0);
  }

  function start() {
    if (refreshing) return;
    refreshing = true;
    move(DISTANCE, true);
    refresh();
  }

  function onDown(y: number, target: EventTarget | null) {
    const { enablePullDownRefresh } = page.config;
    const free = !refreshing && page.scroll.scrollTop <= 0 && !isHeld(target);
    from = enablePullDownRefresh && free ? y : undefined;
  }

  function onMove(y: number, event: Event) {
    if (from === undefined) return;
    const distance = (y - from) * FRICTION;
    if (pulled === 0 && (distance <= 4 || event.defaultPrevented)) return;
    if (event.cancelable) event.preventDefault();
    move(Math.max(0, Math.min(distance, DISTANCE * 2)), false);
  }

  function onUp() {
    if (from === undefined) return;
    from = undefined;
    if (pulled >= DISTANCE) start();
    else if (pulled > 0) move(0, true);
  }

  const y = (event: TouchEvent) => event.touches[0]?.clientY ?? 0;
  page.scroll.addEventListener('touchstart', (event) => onDown(y(event), event.target), {
    passive: true,
  });
  page.scroll.addEventListener('touchmove', (event) => onMove(y(event), event), { passive: false });
  page.scroll.addEventListener('touchend', onUp);
  page.scroll.addEventListener('mousedown', (event) => {
    onDown(event.clientY, event.target);
    const over = new AbortController();
    const { signal } = over;
    const finish = () => {
      onUp();
      over.abort();
    };
    window.addEventListener('mousemove', (e) => onMove(e.clientY, e), { signal });
    window.addEventListener('mouseup', finish, { signal });
  });
  return {
    start,
    stop() {
      refreshing = false;
      move(0, true);
    },
  };
}
