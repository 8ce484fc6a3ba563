/** `hover-class`: the look of a component under a finger. */
import type { Host } from './engine';

/** Segment of the class list that is ours. */
const SEGMENT = 3;

/** Lets a component change its class while it is pressed. */
export function attachHover(host: Host): void {
  let shown = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function toggle(name: string) {
    if (shown) host.component.toggleNodeClass(shown, false, SEGMENT);
    shown = name;
    if (shown) host.component.toggleNodeClass(shown, true, SEGMENT);
  }

  function down(event: Event) {
    const { hoverClass, hoverStartTime, hoverStopPropagation, disabled } = host.data;
    if (!hoverClass || hoverClass === 'none' || disabled || wasStopped(event)) return;
    if (hoverStopPropagation) stop(event);
    clearTimeout(timer);
    timer = setTimeout(() => toggle(hoverClass), hoverStartTime);
  }

  function up() {
    clearTimeout(timer);
    if (shown || host.data.hoverClass)
      timer = setTimeout(() => toggle(''), host.data.hoverStayTime ?? 0);
  }

  host.element.addEventListener('touchstart', down, { passive: true });
  host.element.addEventListener('mousedown', down);
  for (const type of ['touchend', 'touchcancel', 'mouseup', 'mouseleave'])
    host.element.addEventListener(type, up);
}

const stopped = new WeakSet<Event>();

function stop(event: Event) {
  stopped.add(event);
}

function wasStopped(event: Event): boolean {
  return stopped.has(event);
}
