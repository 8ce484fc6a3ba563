/** A wheel that turns under a finger, a mouse or the keyboard: what pickers are made of. */

/** How far a wheel runs on, milliseconds of the last speed. */
const GLIDE = 120;
/** How long it takes to come to rest, milliseconds. */
const REST = 200;

/** What a wheel tells. */
interface WheelEvents {
  /** The wheel came to rest at another item. */
  readonly changed: (index: number) => void;
  readonly started?: () => void;
  readonly ended?: () => void;
}

/** A wheel over the children of `list`, all of the same height. */
export class Wheel {
  #index = 0;
  #offset = 0;
  #drag: { y: number; from: number; lastY: number; time: number; speed: number } | undefined;

  /**
   * @param box what is touched
   * @param list what moves
   * @param itemHeight height of one item, pixels
   */
  constructor(
    private readonly box: HTMLElement,
    private readonly list: HTMLElement,
    private readonly itemHeight: () => number,
    private readonly events: WheelEvents,
  ) {
    box.tabIndex = 0;
    box.setAttribute('role', 'listbox');
    box.addEventListener('pointerdown', (event) => this.#down(event));
    box.addEventListener('pointermove', (event) => this.#move(event));
    for (const type of ['pointerup', 'pointercancel'] as const) {
      box.addEventListener(type, (event) => this.#up(event));
    }
    box.addEventListener('wheel', (event) => this.#step(event, Math.sign(event.deltaY)), {
      passive: false,
    });
    box.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown') this.#step(event, 1);
      else if (event.key === 'ArrowUp') this.#step(event, -1);
    });
  }

  get index(): number {
    return this.#index;
  }

  /** Turns to an item without telling. */
  select(index: number): void {
    this.#index = Math.max(0, Math.min(index, this.#count() - 1));
    this.#place(-this.#index * this.itemHeight(), 0);
  }

  #count(): number {
    return this.list.childElementCount;
  }

  #place(offset: number, milliseconds: number): void {
    this.#offset = offset;
    this.list.style.transition = milliseconds > 0 ? `transform ${milliseconds}ms ease-out` : 'none';
    this.list.style.transform = `translateY(${offset - this.itemHeight() / 2}px)`;
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.box.setPointerCapture(event.pointerId);
    const { clientY: y, timeStamp: time } = event;
    this.#drag = { y, from: this.#offset, lastY: y, time, speed: 0 };
    this.events.started?.();
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const elapsed = Math.max(1, event.timeStamp - drag.time);
    drag.speed = (event.clientY - drag.lastY) / elapsed;
    Object.assign(drag, { lastY: event.clientY, time: event.timeStamp });
    this.#place(drag.from + event.clientY - drag.y, 0);
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    this.#drag = undefined;
    const moved = Math.abs(event.clientY - drag.y) > 4;
    if (!moved) this.#tapAt(event.clientY);
    else this.#rest(Math.round(-(this.#offset + drag.speed * GLIDE) / this.itemHeight()));
    this.events.ended?.();
  }

  /** A tap above or below the middle turns there. */
  #tapAt(y: number): void {
    const { top, height } = this.box.getBoundingClientRect();
    this.#rest(this.#index + Math.round((y - top - height / 2) / this.itemHeight()));
  }

  #step(event: Event, by: number): void {
    event.preventDefault();
    this.#rest(this.#index + by);
  }

  #rest(to: number): void {
    const index = Math.max(0, Math.min(to, this.#count() - 1));
    const changed = index !== this.#index;
    this.#index = index;
    this.#place(-index * this.itemHeight(), REST);
    if (changed) this.events.changed(index);
  }
}
