/** `picker-view` and `picker-view-column`. */
import { type BuiltIn, type Host, mountedOn, type View } from './engine';
import { Wheel } from './wheel';
import css from './wheel.css';

/** Height of an item until the indicator has one of its own, pixels. */
const ITEM = 34;

interface ColumnApi {
  readonly wheel: Wheel;
}

export const pickerViewColumn: BuiltIn = {
  tag: 'picker-view-column',
  create(host) {
    const list = document.createElement('div');
    list.className = 'sim-wheel-list';
    host.element.append(list);
    const parent = () => mountedOn(host.element.closest('wx-picker-view'));
    const height = () => (list.firstElementChild as HTMLElement | null)?.offsetHeight || ITEM;
    const wheel = new Wheel(host.element, list, height, {
      changed: () => (parent()?.view.api as { changed(): void } | undefined)?.changed(),
      started: () => parent()?.host.emit('pickstart', {}),
      ended: () => parent()?.host.emit('pickend', {}),
    });
    const observer = new MutationObserver(() => wheel.select(wheel.index));
    return {
      slot: list,
      api: { wheel } satisfies ColumnApi,
      attached: () => observer.observe(list, { childList: true }),
      detached: () => observer.disconnect(),
    };
  },
};

export const pickerView: BuiltIn = {
  tag: 'picker-view',
  css,
  properties: {
    value: { type: Array, value: [] },
    name: { type: String, value: '' },
    indicatorStyle: { type: String, value: '' },
    indicatorClass: { type: String, value: '' },
    maskStyle: { type: String, value: '' },
    maskClass: { type: String, value: '' },
    immediateChange: { type: Boolean, value: false },
  },
  create,
};

function create(host: Host): View {
  const box = document.createElement('div');
  const slot = document.createElement('div');
  const mark = document.createElement('div');
  const mask = document.createElement('div');
  box.className = 'sim-wheels';
  slot.style.display = 'contents';
  mark.className = 'sim-wheel-mark';
  mask.className = 'sim-wheel-mask';
  box.append(slot, mask, mark);
  host.element.append(box);

  function wheels(): Wheel[] {
    return [...slot.querySelectorAll('wx-picker-view-column')].flatMap(
      (element) => (mountedOn(element)?.view.api as ColumnApi | undefined)?.wheel ?? [],
    );
  }

  /** Items are as high as the indicator; both may be set by the program's style. */
  function place() {
    const { indicatorStyle, maskStyle } = host.data;
    mark.setAttribute('style', indicatorStyle);
    mask.setAttribute('style', maskStyle);
    const height = mark.offsetHeight || ITEM;
    for (const item of slot.querySelectorAll<HTMLElement>('.sim-wheel-list > *')) {
      item.style.height = `${height}px`;
    }
    const values = host.data.value as number[];
    for (const [index, wheel] of wheels().entries()) wheel.select(values[index] ?? 0);
  }

  const later = () => host.element.isConnected && queueMicrotask(place);
  const observer = new MutationObserver(later);
  return {
    slot,
    control: {
      value: () => wheels().map((wheel) => wheel.index),
      reset: () => host.set({ value: [] }),
    },
    update: later,
    attached() {
      later();
      observer.observe(slot, { childList: true, subtree: true });
    },
    detached: () => observer.disconnect(),
    api: {
      changed() {
        const value = wheels().map((wheel) => wheel.index);
        host.set({ value });
        host.emit('change', { value });
      },
    },
  };
}
