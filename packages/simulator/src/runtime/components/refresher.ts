/** Pulling a scroll-view down to refresh it. */
import type { Host } from './engine';

/** A finger moves this much further than the content. */
const FRICTION = 0.5;

/** Watches the fingers on `box`; `content` moves. */
export function attachRefresher(
  host: Host,
  box: HTMLElement,
  content: HTMLElement,
): { update: () => void } {
  const dots = document.createElement('div');
  dots.className = 'sim-sv-pull';
  dots.innerHTML = '<i></i><i></i><i></i>';
  box.prepend(dots);
  let from: number | undefined;
  let pulled = 0;
  let refreshing = false;

  function move(distance: number, animate: boolean) {
    pulled = distance;
    content.style.transition = animate ? 'transform .25s' : '';
    content.style.transform = distance > 0 ? `translateY(${distance}px)` : '';
    dots.style.visibility =
      distance > 0 && host.data.refresherDefaultStyle !== 'none' ? 'visible' : '';
    dots.style.color = host.data.refresherDefaultStyle === 'white' ? '#fff' : '#000';
  }

  function onMove(y: number, event: Event) {
    if (from === undefined) return;
    const distance = (y - from) * FRICTION;
    if (distance <= 4 && pulled === 0) return;
    if (event.cancelable) event.preventDefault();
    const threshold = host.data.refresherThreshold;
    const next = Math.max(0, Math.min(distance, threshold * 2));
    if (next < threshold !== pulled < threshold || pulled === 0)
      host.emit('refresherpulling', { dy: next });
    move(next, false);
  }

  function refresh() {
    refreshing = true;
    move(host.data.refresherThreshold, true);
    host.emit('refresherrefresh', { dy: pulled });
  }

  function onUp() {
    if (from === undefined) return;
    from = undefined;
    if (pulled >= host.data.refresherThreshold) return refresh();
    if (pulled > 0) {
      move(0, true);
      host.emit('refresherabort', {});
    }
  }

  function onDown(y: number) {
    const { refresherEnabled } = host.data;
    if (!refresherEnabled || refreshing || box.scrollTop > 0) return;
    from = y;
    const end = new AbortController();
    const { signal } = end;
    const finish = () => {
      onUp();
      end.abort();
    };
    window.addEventListener('mousemove', (event) => onMove(event.clientY, event), { signal });
    for (const type of ['mouseup', 'touchend', 'touchcancel'])
      window.addEventListener(type, finish, { signal });
  }

  const y = (event: TouchEvent) => event.touches[0]?.clientY ?? 0;
  box.addEventListener('touchstart', (event) => onDown(y(event)), { passive: true });
  box.addEventListener('mousedown', (event) => onDown(event.clientY));
  box.addEventListener('touchmove', (event) => onMove(y(event), event), { passive: false });
  return {
    update() {
      box.style.background = host.data.refresherBackground;
      if (host.data.refresherTriggered && !refreshing) refresh();
      else if (!host.data.refresherTriggered && refreshing) {
        refreshing = false;
        move(0, true);
        host.emit('refresherrestore', {});
      }
    },
  };
}
