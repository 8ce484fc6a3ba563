/**
 * Turns what the browser reports into WeChat's events: touches (also from a mouse), tap, longpress, longtap, and the
 * transition and animation events.
 */
import type * as glassEasel from 'glass-easel';
import { backend, domOf, elementOf } from './backend';
import { viewOrigin } from './viewport';

/** A finger that moved further than this (pixels) does not tap. */
const TAP_RADIUS = 10;
/** A finger that rests this long (milliseconds) presses long. */
const LONG_PRESS = 350;
/** Mouse events that follow a touch within this time (milliseconds) are the browser's echo of it. */
const ECHO = 800;

interface Point {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly force: number;
}

interface Press {
  readonly target: glassEasel.Element;
  readonly x: number;
  readonly y: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  canTap: boolean;
}

const presses = new Map<number, Press>();
let lastTouch = -ECHO;
let mouseDown = false;

/** Starts listening; `root` is where pages are. */
export function listen(root: HTMLElement): void {
  const passive = { passive: false, capture: true };
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    root.addEventListener(type, onTouch, passive);
  }
  root.addEventListener('mousedown', onMouseDown, { capture: true });
  window.addEventListener('mousemove', onMouseMove, { capture: true });
  window.addEventListener('mouseup', onMouseUp, { capture: true });
  root.addEventListener('keydown', onKey);
  root.addEventListener('contextmenu', (event) => {
    if (presses.size > 0) event.preventDefault();
  });
  for (const type of [
    'transitionend',
    'animationstart',
    'animationiteration',
    'animationend',
  ] as const) {
    root.addEventListener(type, onAnimation, true);
  }
}

function onTouch(event: TouchEvent) {
  lastTouch = event.timeStamp;
  const all = [...event.touches].map(point);
  const changed = [...event.changedTouches].map(point);
  handle(event, event.type as TouchType, all, changed);
}

function onMouseDown(event: MouseEvent) {
  if (event.button !== 0 || event.timeStamp - lastTouch < ECHO) return;
  mouseDown = true;
  handle(event, 'touchstart', [mousePoint(event)], [mousePoint(event)]);
}

function onMouseMove(event: MouseEvent) {
  if (mouseDown) handle(event, 'touchmove', [mousePoint(event)], [mousePoint(event)]);
}

function onMouseUp(event: MouseEvent) {
  if (!mouseDown) return;
  mouseDown = false;
  handle(event, 'touchend', [], [mousePoint(event)]);
}

/** Enter and the space bar press what has the focus. */
function onKey(event: KeyboardEvent) {
  const target = event.target as HTMLElement;
  if ((event.key !== 'Enter' && event.key !== ' ') || !target.hasAttribute('tabindex')) return;
  const element = elementOf(target);
  if (element === undefined || isDisabled(element)) return;
  event.preventDefault();
  const box = target.getBoundingClientRect();
  const at = {
    identifier: 0,
    clientX: box.left + box.width / 2,
    clientY: box.top + box.height / 2,
    force: 1,
  };
  fire(element, 'tap', event, [], [at], at);
}

function onAnimation(event: AnimationEvent | TransitionEvent) {
  const element = elementOf(event.target);
  if (element === undefined || domOf(element) !== event.target) return;
  const { elapsedTime } = event;
  const name =
    'animationName' in event
      ? { animationName: event.animationName }
      : { propertyName: event.propertyName };
  backend.dispatch(
    element,
    event.type,
    { elapsedTime, ...name },
    { originalEvent: event, bubbles: true, composed: true },
  );
}

type TouchType = 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel';

function handle(event: UIEvent, type: TouchType, all: Point[], changed: Point[]) {
  if (type === 'touchstart') for (const one of changed) start(event, one);
  const done = new Set<glassEasel.Element>();
  for (const one of changed) {
    const press = presses.get(one.identifier);
    if (press === undefined || done.has(press.target)) continue;
    done.add(press.target);
    const mine = (list: Point[]) =>
      list.filter((p) => presses.get(p.identifier)?.target === press.target);
    const prevented = fire(press.target, type, event, mine(all), mine(changed));
    if (prevented && type === 'touchmove' && event.cancelable) event.preventDefault();
  }
  for (const one of changed) follow(event, type, one);
}

function start(event: UIEvent, at: Point) {
  const target = elementOf(event.target);
  if (target === undefined) return;
  const press: Press = { target, x: at.clientX, y: at.clientY, timer: undefined, canTap: true };
  press.timer = setTimeout(() => longPress(press, event, at), LONG_PRESS);
  presses.set(at.identifier, press);
}

function longPress(press: Press, event: UIEvent, at: Point) {
  press.timer = undefined;
  if (!press.canTap) return;
  // A listener for longpress takes the tap's place; longtap does not.
  if (listens(press.target, 'longpress')) press.canTap = false;
  fire(press.target, 'longpress', event, [at], [at], at);
  fire(press.target, 'longtap', event, [at], [at], at);
}

function follow(event: UIEvent, type: TouchType, at: Point) {
  const press = presses.get(at.identifier);
  if (press === undefined) return;
  if (Math.hypot(at.clientX - press.x, at.clientY - press.y) > TAP_RADIUS) cancelTap(press);
  if (type === 'touchend' || type === 'touchcancel') {
    presses.delete(at.identifier);
    clearTimeout(press.timer);
    if (type === 'touchend' && press.canTap && !isDisabled(press.target))
      fire(press.target, 'tap', event, [], [at], at);
  }
}

/** A button that is disabled is touched, and not tapped. */
function isDisabled(target: glassEasel.Element): boolean {
  return Boolean(domOf(target)?.closest('wx-button[disabled]'));
}

function cancelTap(press: Press) {
  press.canTap = false;
  clearTimeout(press.timer);
}

interface ListenerTable {
  readonly listeners: Record<string, unknown>;
  readonly captureListeners: Record<string, unknown> | null;
}

function listens(target: glassEasel.Element, type: string): boolean {
  for (let at: Node | null = domOf(target) ?? null; at; at = at.parentNode) {
    const element = (at as Node & { __wxElement?: glassEasel.Element }).__wxElement;
    const table = (element as unknown as { _$eventTarget?: ListenerTable } | undefined)
      ?._$eventTarget;
    if (table?.listeners[type] || table?.captureListeners?.[type]) return true;
  }
  return false;
}

function fire(
  target: glassEasel.Element,
  type: string,
  originalEvent: Event,
  touches: Point[],
  changedTouches: Point[],
  at?: Point,
): boolean {
  const origin = viewOrigin();
  const map = (one: Point) => describe(one, target, origin);
  const place = at && map(at);
  const detail = place ? { x: place.pageX, y: place.pageY } : {};
  return backend.dispatch(target, type, detail, {
    originalEvent,
    bubbles: true,
    composed: true,
    extraFields: { touches: touches.map(map), changedTouches: changedTouches.map(map) },
  });
}

/** A touch as WeChat describes it: relative to the page and to its visible part; on a canvas also to the canvas. */
function describe(
  point: Point,
  target: glassEasel.Element,
  origin: { left: number; top: number; scroll: number },
) {
  const clientX = point.clientX - origin.left;
  const clientY = point.clientY - origin.top;
  const touch = {
    identifier: point.identifier,
    force: point.force,
    clientX,
    clientY,
    pageX: clientX,
    pageY: clientY + origin.scroll,
  };
  const dom = domOf(target);
  if (dom?.tagName !== 'WX-CANVAS') return touch;
  const box = dom.getBoundingClientRect();
  return { ...touch, x: point.clientX - box.left, y: point.clientY - box.top };
}

function point(touch: Touch): Point {
  const { identifier, clientX, clientY, force } = touch;
  return { identifier, clientX, clientY, force: force || 1 };
}

function mousePoint(event: MouseEvent): Point {
  return { identifier: 0, clientX: event.clientX, clientY: event.clientY, force: 1 };
}
