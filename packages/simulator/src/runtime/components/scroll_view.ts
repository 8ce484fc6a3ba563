/** `scroll-view`: both directions, thresholds, `scroll-into-view`, the refresher. */
import { type BuiltIn, contain, type Host, type View } from './engine';
import { attachRefresher } from './refresher';
import css from './scroll_view.css';

export const scrollView: BuiltIn = {
  tag: 'scroll-view',
  css,
  properties: {
    scrollX: { type: Boolean, value: false },
    scrollY: { type: Boolean, value: false },
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    scrollTop: { type: null, value: null },
    scrollLeft: { type: null, value: null },
    scrollIntoView: { type: String, value: '' },
    scrollIntoViewOffset: { type: Number, value: 0 },
    scrollIntoViewAlignment: { type: String, value: 'start' },
    scrollWithAnimation: { type: Boolean, value: false },
    enableBackToTop: { type: Boolean, value: false },
    enableFlex: { type: Boolean, value: false },
    enablePassive: { type: Boolean, value: false },
    scrollAnchoring: { type: Boolean, value: false },
    showScrollbar: { type: Boolean, value: true },
    pagingEnabled: { type: Boolean, value: false },
    fastDeceleration: { type: Boolean, value: false },
    enhanced: { type: Boolean, value: false },
    bounces: { type: Boolean, value: true },
    type: { type: String, value: 'list' },
    refresherEnabled: { type: Boolean, value: false },
    refresherThreshold: { type: Number, value: 45 },
    refresherDefaultStyle: { type: String, value: 'black' },
    refresherBackground: { type: String, value: '' },
    refresherTriggered: { type: Boolean, value: false },
  },
  create,
};

/** A length that a program may write as a number, `12px` or `12`. */
function pixels(value: unknown): number | undefined {
  const number = Number.parseFloat(String(value));
  return value === null || Number.isNaN(number) ? undefined : number;
}

function create(host: Host): View {
  const box = document.createElement('div');
  const content = document.createElement('div');
  box.className = 'sim-sv';
  content.className = 'sim-sv-content';
  box.append(content);
  host.element.append(box);
  contain(box, 'scroll');
  const refresher = attachRefresher(host, box, content);
  const last = { left: 0, top: 0 };
  let atStart = true;
  let atEnd = false;

  function onScroll() {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = box;
    const deltaX = last.left - scrollLeft;
    const deltaY = last.top - scrollTop;
    Object.assign(last, { left: scrollLeft, top: scrollTop });
    host.emit('scroll', { scrollLeft, scrollTop, scrollWidth, scrollHeight, deltaX, deltaY });
    const vertical = deltaY !== 0 || (host.data.scrollY && !host.data.scrollX);
    const before = vertical ? scrollTop : scrollLeft;
    const after = vertical
      ? scrollHeight - scrollTop - clientHeight
      : scrollWidth - scrollLeft - clientWidth;
    const start = before <= host.data.upperThreshold;
    const end = after <= host.data.lowerThreshold;
    if (start && !atStart) host.emit('scrolltoupper', { direction: vertical ? 'top' : 'left' });
    if (end && !atEnd) host.emit('scrolltolower', { direction: vertical ? 'bottom' : 'right' });
    atStart = start;
    atEnd = end;
  }

  function scrollTo(to: { left?: number; top?: number }, animate = host.data.scrollWithAnimation) {
    box.scrollTo({ ...to, behavior: animate ? 'smooth' : 'instant' });
  }

  function intoView(id: string, options: { offset?: number; alignment?: string } = {}) {
    const target = id && content.querySelector(`[id="${CSS.escape(id)}"]`);
    if (!target) return;
    const from = box.getBoundingClientRect();
    const to = target.getBoundingClientRect();
    const {
      offset = host.data.scrollIntoViewOffset,
      alignment = host.data.scrollIntoViewAlignment,
    } = options;
    const share = alignment === 'center' ? 0.5 : alignment === 'end' ? 1 : 0;
    const top = to.top - from.top + box.scrollTop + offset - (from.height - to.height) * share;
    const left = to.left - from.left + box.scrollLeft + offset - (from.width - to.width) * share;
    scrollTo({ ...(host.data.scrollY ? { top } : {}), ...(host.data.scrollX ? { left } : {}) });
  }

  function place() {
    const top = pixels(host.data.scrollTop);
    const left = pixels(host.data.scrollLeft);
    if (top !== undefined && host.data.scrollY) scrollTo({ top });
    if (left !== undefined && host.data.scrollX) scrollTo({ left });
  }

  box.addEventListener('scroll', onScroll, { passive: true });
  const drags = { dragstart: ['touchstart', 'mousedown'], dragend: ['touchend', 'mouseup'] };
  for (const [type, causes] of Object.entries(drags)) {
    for (const cause of causes)
      box.addEventListener(
        cause,
        () =>
          host.data.enhanced &&
          host.emit(type, { scrollTop: box.scrollTop, scrollLeft: box.scrollLeft }),
        { passive: true },
      );
  }

  return {
    slot: content,
    update(changed) {
      const { scrollX, scrollY, showScrollbar, enhanced } = host.data;
      box.style.overflowX = scrollX ? 'auto' : 'hidden';
      box.style.overflowY = scrollY ? 'auto' : 'hidden';
      box.classList.toggle(
        'sim-bar',
        showScrollbar && !enhanced && matchMedia('(hover: hover)').matches,
      );
      host.element.toggleAttribute('data-sim-flex', Boolean(host.data.enableFlex));
      if (changed.has('refresherTriggered') || changed.has('refresherBackground'))
        refresher.update();
      // Content that came in the same update must be there first.
      if (changed.has('scrollTop') || changed.has('scrollLeft')) requestAnimationFrame(place);
      if (changed.has('scrollIntoView') && host.data.scrollIntoView)
        requestAnimationFrame(() => intoView(host.data.scrollIntoView));
    },
    api: {
      node: box,
      scrollTo({
        top,
        left,
        animated = true,
      }: {
        top?: number;
        left?: number;
        animated?: boolean;
      }) {
        scrollTo(
          { ...(top === undefined ? {} : { top }), ...(left === undefined ? {} : { left }) },
          animated,
        );
      },
      scrollIntoView(selector: string, options?: { offset?: number; alignment?: string }) {
        intoView(selector.replace(/^#/, ''), options);
      },
    },
  };
}
