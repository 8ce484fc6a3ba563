/** `swiper` and `swiper-item`. */
import type { BuiltIn, Host, View } from './engine';
import css from './swiper.css';

/** A drag beyond this share of an item turns the page; so does a quick flick. */
const TURN_SHARE = 0.4;
/** Pixels a millisecond. */
const FLICK = 0.3;
/** Pixels before a drag is taken as one. */
const SLOP = 6;

const EASINGS: Readonly<Record<string, string>> = {
  default: 'cubic-bezier(.2, .7, .3, 1)',
  linear: 'linear',
  easeInCubic: 'cubic-bezier(.32, 0, .67, 0)',
  easeOutCubic: 'cubic-bezier(.33, 1, .68, 1)',
  easeInOutCubic: 'cubic-bezier(.65, 0, .35, 1)',
};

export const swiperItem: BuiltIn = {
  tag: 'swiper-item',
  properties: {
    itemId: { type: String, value: '' },
    skipHiddenItemLayout: { type: Boolean, value: false },
  },
  create: () => ({}),
};

export const swiper: BuiltIn = {
  tag: 'swiper',
  css,
  properties: {
    indicatorDots: { type: Boolean, value: false },
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: { type: Boolean, value: false },
    current: { type: Number, value: 0 },
    currentItemId: { type: String, value: '' },
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: { type: Boolean, value: false },
    vertical: { type: Boolean, value: false },
    previousMargin: { type: String, value: '0px' },
    nextMargin: { type: String, value: '0px' },
    displayMultipleItems: { type: Number, value: 1 },
    skipHiddenItemLayout: { type: Boolean, value: false },
    snapToEdge: { type: Boolean, value: false },
    easingFunction: { type: String, value: 'default' },
    disableTouch: { type: Boolean, value: false },
  },
  create,
};

function create(host: Host): View {
  const box = document.createElement('div');
  const track = document.createElement('div');
  const dots = document.createElement('div');
  box.className = 'sim-sw';
  track.className = 'sim-sw-track';
  dots.className = 'sim-sw-dots';
  box.append(track, dots);
  host.element.append(box);
  let current = 0;
  let position = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settle: ReturnType<typeof setTimeout> | undefined;
  let drag: { at: number; other: number; time: number; from: number; active: boolean } | undefined;

  const items = () =>
    [...track.children].filter((one): one is HTMLElement => one.tagName === 'WX-SWIPER-ITEM');
  const perPage = () => Math.max(1, host.data.displayMultipleItems);
  const isLoop = (count: number) => host.data.circular && count > perPage();
  const lastIndex = () => Math.max(0, items().length - perPage());

  /** Puts every item where it belongs when the view is at `at` (in items). */
  function place(at: number, milliseconds: number) {
    position = at;
    const all = items();
    const axis = host.data.vertical ? 'Y' : 'X';
    const easing = EASINGS[host.data.easingFunction] ?? EASINGS.default;
    all.forEach((item, index) => {
      let offset = index - at;
      if (isLoop(all.length)) offset = wrap(offset, all.length);
      // In a loop an item that jumps to the other end must not fly across.
      const jumps = Math.abs(Number(item.dataset.simAt ?? offset) - offset) > all.length / 2;
      item.style.transition =
        milliseconds > 0 && !jumps ? `transform ${milliseconds}ms ${easing}` : 'none';
      item.style.transform = `translate${axis}(${offset * 100}%)`;
      item.dataset.simAt = String(offset);
    });
    [...dots.children].forEach((dot, index) => {
      (dot as HTMLElement).style.background =
        index === current ? host.data.indicatorActiveColor : host.data.indicatorColor;
    });
  }

  function itemId(index: number): string {
    const element = items()[index] as
      | (HTMLElement & { __wxElement?: { data?: { itemId?: string } } })
      | undefined;
    return element?.__wxElement?.data?.itemId ?? '';
  }

  function go(to: number, source: 'touch' | 'autoplay' | '', milliseconds = host.data.duration) {
    const count = items().length;
    const target = isLoop(count)
      ? ((to % count) + count) % count
      : Math.max(0, Math.min(to, lastIndex()));
    const changed = target !== current;
    const at = isLoop(count) ? position + wrap(target - position, count) : target;
    current = target;
    place(at, milliseconds);
    position = target;
    if (changed) {
      if (source) host.set({ current: target });
      host.emit('change', { current: target, currentItemId: itemId(target), source });
    }
    clearTimeout(settle);
    settle = setTimeout(
      () =>
        host.emit('animationfinish', { current: target, currentItemId: itemId(target), source }),
      milliseconds,
    );
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    if (!host.data.autoplay || !host.element.isConnected) return;
    timer = setTimeout(() => {
      if (host.element.offsetParent === null || document.hidden) return schedule();
      const end = !isLoop(items().length) && current >= lastIndex();
      go(end ? 0 : current + 1, 'autoplay');
    }, host.data.interval);
  }

  function layout() {
    const { vertical, previousMargin, nextMargin, indicatorDots } = host.data;
    const size = `calc((100% - ${length(previousMargin)} - ${length(nextMargin)}) / ${perPage()})`;
    box.toggleAttribute('data-vertical', vertical);
    Object.assign(track.style, {
      left: vertical ? '0' : length(previousMargin),
      top: vertical ? length(previousMargin) : '0',
      width: vertical ? '100%' : size,
      height: vertical ? size : '100%',
    });
    dots.replaceChildren(...(indicatorDots ? items().map(() => document.createElement('i')) : []));
    place(Math.min(current, Math.max(0, items().length - 1)), 0);
  }

  function itemSize(): number {
    return (host.data.vertical ? track.clientHeight : track.clientWidth) || 1;
  }

  function start(x: number, y: number) {
    if (host.data.disableTouch || items().length === 0) return;
    const [at, other] = host.data.vertical ? [y, x] : [x, y];
    drag = { at, other, time: performance.now(), from: position, active: false };
    clearTimeout(timer);
  }

  function move(x: number, y: number, event: Event) {
    if (drag === undefined) return;
    const [at, other] = host.data.vertical ? [y, x] : [x, y];
    if (!drag.active) {
      if (Math.abs(other - drag.other) > Math.max(SLOP, Math.abs(at - drag.at))) drag = undefined;
      else if (Math.abs(at - drag.at) > SLOP) drag.active = true;
    }
    if (!drag?.active) return;
    if (event.cancelable) event.preventDefault();
    let to = drag.from - (at - drag.at) / itemSize();
    if (!isLoop(items().length))
      to = to < 0 ? to / 3 : to > lastIndex() ? lastIndex() + (to - lastIndex()) / 3 : to;
    place(to, 0);
    const moved = (drag.from - to) * itemSize();
    host.emit('transition', host.data.vertical ? { dx: 0, dy: -moved } : { dx: -moved, dy: 0 });
  }

  function end(x: number, y: number) {
    if (drag === undefined) return;
    const { at, time, active, from } = drag;
    drag = undefined;
    if (!active) return schedule();
    const moved = (host.data.vertical ? y : x) - at;
    const quick = Math.abs(moved) / Math.max(1, performance.now() - time) > FLICK;
    const turn = quick
      ? Math.sign(-moved)
      : Math.abs(moved) / itemSize() > TURN_SHARE
        ? Math.round(-moved / itemSize()) || Math.sign(-moved)
        : 0;
    go(Math.round(from) + turn, 'touch', Math.min(300, host.data.duration));
  }

  const touch = (event: TouchEvent): [number, number] => {
    const one = event.changedTouches[0];
    return [one?.clientX ?? 0, one?.clientY ?? 0];
  };
  box.addEventListener('touchstart', (event) => start(...touch(event)), { passive: true });
  box.addEventListener('touchmove', (event) => move(...touch(event), event), { passive: false });
  for (const type of ['touchend', 'touchcancel'] as const)
    box.addEventListener(type, (event) => end(...touch(event)));
  box.addEventListener('mousedown', (event) => {
    start(event.clientX, event.clientY);
    const over = new AbortController();
    window.addEventListener('mousemove', (e) => move(e.clientX, e.clientY, e), {
      signal: over.signal,
    });
    const finish = (e: MouseEvent) => {
      end(e.clientX, e.clientY);
      over.abort();
    };
    window.addEventListener('mouseup', finish, { signal: over.signal });
  });

  const observer = new MutationObserver(() => {
    layout();
    // Items may come after the current one was asked for.
    if (host.data.current !== current && host.data.current < items().length)
      go(host.data.current, '', 0);
  });

  return {
    slot: track,
    update(changed) {
      if (changed.has('currentItemId') && host.data.currentItemId) {
        const index = items().findIndex((_item, at) => itemId(at) === host.data.currentItemId);
        if (index >= 0) return go(index, '');
      }
      const moved = changed.has('current') && host.data.current !== current && items().length > 0;
      if (!moved || changed.size > 1) layout();
      if (moved) go(host.data.current, '', host.element.isConnected ? host.data.duration : 0);
      if (changed.has('autoplay') || changed.has('interval')) schedule();
    },
    attached() {
      current = Math.min(Math.max(0, host.data.current), Math.max(0, items().length - 1));
      layout();
      observer.observe(track, { childList: true });
      schedule();
    },
    detached() {
      observer.disconnect();
      clearTimeout(timer);
      clearTimeout(settle);
    },
  };
}

/** An offset in a ring of `count`, as near to zero as possible. */
function wrap(offset: number, count: number): number {
  return offset - count * Math.round(offset / count);
}

function length(value: string): string {
  return value.replace(/([\d.]+)rpx/g, 'calc($1 * var(--sim-rpx))') || '0px';
}
