/** Pictures and films over the whole phone, as `wx.previewImage` shows them. */
import { h, icon } from './dom';
import { showLayer } from './overlay';

const PREV = '<path d="M15 5 8 12l7 7"/>';
const NEXT = '<path d="m9 5 7 7-7 7"/>';
/** How far a finger must move to turn the page, pixels. */
const SWIPE = 40;

/** One thing to look at. */
export interface PreviewItem {
  readonly url: string;
  readonly type?: 'image' | 'video';
}

/** Shows the items, the one at `start` first; a tap closes. Settles when it is closed. */
export function showPreview(
  items: readonly PreviewItem[],
  start: number,
): { closed: Promise<void>; close: () => void } {
  let index = Math.max(0, Math.min(start, items.length - 1));
  let from: number | undefined;
  let done = () => {};
  const closed = new Promise<void>((resolve) => {
    done = resolve;
  });
  const strip = h('div', { class: 'strip' }, ...items.map(cell));
  const count = h('div', { class: 'count' });
  const prev = h(
    'button',
    { class: 'nav prev', 'aria-label': '上一张', onclick: (e: Event) => step(e, -1) },
    icon(PREV),
  );
  const next = h(
    'button',
    { class: 'nav next', 'aria-label': '下一张', onclick: (e: Event) => step(e, 1) },
    icon(NEXT),
  );
  const box = h(
    'div',
    { class: 'preview', tabindex: '0', role: 'dialog', 'aria-label': '预览' },
    strip,
    count,
    prev,
    next,
  );
  const shown = showLayer(box);

  function close() {
    shown.close();
    done();
  }

  function go(to: number) {
    index = Math.max(0, Math.min(to, items.length - 1));
    strip.style.transform = `translateX(${-index * 100}%)`;
    count.textContent = items.length > 1 ? `${index + 1} / ${items.length}` : '';
    prev.hidden = index === 0;
    next.hidden = index === items.length - 1;
  }

  function step(event: Event, by: number) {
    event.stopPropagation();
    go(index + by);
  }

  function release(x: number) {
    if (from === undefined) return;
    const moved = x - from;
    from = undefined;
    if (Math.abs(moved) > SWIPE) go(index + (moved < 0 ? 1 : -1));
    else if (Math.abs(moved) < 8) close();
  }

  box.addEventListener('pointerdown', (event) => {
    if ((event.target as HTMLElement).closest('button, video')) return;
    from = event.clientX;
  });
  box.addEventListener('pointerup', (event) => release(event.clientX));
  box.addEventListener('pointercancel', () => {
    from = undefined;
  });
  box.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
    else if (key === 'ArrowLeft') go(index - 1);
    else if (key === 'ArrowRight') go(index + 1);
  });
  go(index);
  box.focus({ preventScroll: true });
  return { closed, close };
}

function cell({ url, type }: PreviewItem): HTMLElement {
  const media =
    type === 'video'
      ? h('video', { src: url, controls: true, playsinline: true })
      : h('img', { src: url, alt: '', draggable: 'false' });
  return h('div', { class: 'cell' }, media);
}
