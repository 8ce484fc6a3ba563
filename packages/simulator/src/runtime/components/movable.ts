/** `movable-area` and `movable-view`. */
import type { BuiltIn, Host, View } from './engine';

type Direction = 'all' | 'vertical' | 'horizontal' | 'none';

export const movableArea: BuiltIn = {
  tag: 'movable-area',
  css: `wx-movable-area { display: block; position: relative; width: 10px; height: 10px; }
wx-movable-view { display: block; position: absolute; left: 0; top: 0; width: 10px; height: 10px; touch-action: none; user-select: none; cursor: grab; }`,
  properties: { scaleArea: { type: Boolean, value: false } },
  create: () => ({}),
};

export const movableView: BuiltIn = {
  tag: 'movable-view',
  properties: {
    direction: { type: String, value: 'none' },
    inertia: { type: Boolean, value: false },
    outOfBounds: { type: Boolean, value: false },
    x: { type: null, value: 0 },
    y: { type: null, value: 0 },
    damping: { type: Number, value: 20 },
    friction: { type: Number, value: 2 },
    disabled: { type: Boolean, value: false },
    scale: { type: Boolean, value: false },
    scaleMin: { type: Number, value: 0.5 },
    scaleMax: { type: Number, value: 10 },
    scaleValue: { type: Number, value: 1 },
    animation: { type: null, value: true },
  },
  create,
};

function create(host: Host): View {
  const { element } = host;
  const at = { x: 0, y: 0, scale: 1 };
  let drag: { x: number; y: number; fromX: number; fromY: number } | undefined;

  function place(x: number, y: number, source: string, milliseconds = 0) {
    const next = host.data.outOfBounds && source === 'touch' ? { x, y } : bounded(x, y);
    const moved = next.x !== at.x || next.y !== at.y;
    Object.assign(at, next);
    element.style.transition = milliseconds > 0 ? `transform ${milliseconds}ms ease-out` : 'none';
    element.style.transform = `translate(${at.x}px, ${at.y}px) scale(${at.scale})`;
    if (moved) host.emit('change', { x: at.x, y: at.y, source });
  }

  /** Inside the area, whichever of the two is larger. */
  function bounded(x: number, y: number): { x: number; y: number } {
    const area = element.parentElement?.closest<HTMLElement>('wx-movable-area');
    if (!area) return { x, y };
    const clamp = (value: number, room: number) =>
      Math.max(Math.min(0, room), Math.min(Math.max(0, room), value));
    return {
      x: clamp(x, area.clientWidth - element.offsetWidth),
      y: clamp(y, area.clientHeight - element.offsetHeight),
    };
  }

  element.addEventListener('pointerdown', (event) => {
    const direction = host.data.direction as Direction;
    if (host.data.disabled || direction === 'none' || event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, y: event.clientY, fromX: at.x, fromY: at.y };
  });
  element.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const { direction } = host.data;
    const x = direction === 'vertical' ? drag.fromX : drag.fromX + event.clientX - drag.x;
    const y = direction === 'horizontal' ? drag.fromY : drag.fromY + event.clientY - drag.y;
    place(x, y, 'touch');
  });
  for (const type of ['pointerup', 'pointercancel']) {
    element.addEventListener(type, () => {
      if (drag) place(at.x, at.y, host.data.outOfBounds ? 'out-of-bounds' : '', 200);
      drag = undefined;
    });
  }
  element.addEventListener(
    'wheel',
    (event) => {
      if (!host.data.scale) return;
      event.preventDefault();
      setScale(at.scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    },
    { passive: false },
  );

  function setScale(scale: number) {
    at.scale = Math.max(host.data.scaleMin, Math.min(host.data.scaleMax, scale));
    place(at.x, at.y, '');
    host.emit('scale', { x: at.x, y: at.y, scale: at.scale });
  }

  function follow(changed: ReadonlySet<string>) {
    const milliseconds = host.data.animation === false || !element.isConnected ? 0 : 200;
    if (changed.has('x') || changed.has('y'))
      place(
        Number.parseFloat(host.data.x) || 0,
        Number.parseFloat(host.data.y) || 0,
        '',
        milliseconds,
      );
    if (changed.has('scaleValue') && host.data.scaleValue !== at.scale && host.data.scale)
      setScale(host.data.scaleValue);
  }

  return {
    update: (changed) => (element.isConnected ? follow(changed) : undefined),
    // Bounds are known once the area is laid out.
    attached: () => requestAnimationFrame(() => follow(new Set(['x', 'y', 'scaleValue']))),
  };
}
