/** `picker`, in every mode. */
import { showPicker } from '../chrome/overlay';
import { report } from '../report';
import type { BuiltIn, Host } from './engine';
import { pickerModel } from './picker_columns';
import { loadRegions } from './regions';
import { Wheel } from './wheel';
import css from './wheel.css';

/** Height of an item, pixels. */
const ITEM = 40;
/** Height of the wheels, pixels. */
const HEIGHT = 240;

const TITLES: Readonly<Record<string, string>> = {
  date: '选择日期',
  time: '选择时间',
  region: '选择地区',
};

/** Opens the sheet; the program hears of every turn, and of the choice. */
async function openPicker(host: Host): Promise<void> {
  const regions = host.data.mode === 'region' ? await loadRegions() : [];
  const model = pickerModel(host.data, regions);
  const style = document.createElement('style');
  style.textContent = css;
  const box = document.createElement('div');
  box.className = 'sim-wheels';
  Object.assign(box.style, { height: `${HEIGHT}px`, fontSize: '17px', textAlign: 'center' });

  function draw() {
    const marks = ['sim-wheel-mark'].map((name) => {
      const mark = document.createElement('div');
      mark.className = name;
      mark.style.height = `${ITEM}px`;
      return mark;
    });
    box.replaceChildren(style, ...model.columns.map(column), ...marks);
    for (const select of selects.splice(0)) select();
  }

  const selects: (() => void)[] = [];

  function column({ labels, index }: { labels: readonly string[]; index: number }, at: number) {
    const wheel = document.createElement('div');
    const list = document.createElement('div');
    wheel.className = 'sim-wheel';
    list.className = 'sim-wheel-list';
    for (const label of labels) {
      const item = document.createElement('div');
      Object.assign(item.style, {
        height: `${ITEM}px`,
        lineHeight: `${ITEM}px`,
        whiteSpace: 'nowrap',
        textOverflow: 'ellipsis',
      });
      item.textContent = label;
      list.append(item);
    }
    wheel.append(list);
    const turning = new Wheel(wheel, list, () => ITEM, { changed: (to) => turned(at, to) });
    selects.push(() => turning.select(index));
    return wheel;
  }

  function turned(at: number, to: number) {
    const one = model.columns[at];
    if (one) one.index = to;
    model.turned?.(at);
    if (host.data.mode === 'multiSelector' || host.data.mode === 'region')
      host.emit('columnchange', { column: at, value: to });
    if (model.turned) draw();
  }

  /** `columnchange` may lead the program to set other columns. */
  refreshers.set(host, () => {
    const fresh = pickerModel(host.data, regions);
    model.columns = fresh.columns.map((one, at) => ({
      ...one,
      index: Math.min(model.columns[at]?.index ?? 0, Math.max(0, one.labels.length - 1)),
    }));
    if (host.data.mode === 'multiSelector')
      for (const [at, index] of ((host.data.value ?? []) as number[]).entries())
        if (model.columns[at]) model.columns[at].index = index;
    draw();
  });
  draw();
  const confirmed = await showPicker(host.data.headerText || (TITLES[host.data.mode] ?? ''), box);
  refreshers.delete(host);
  if (!confirmed) {
    host.emit('cancel', {});
    return;
  }
  const value = model.value();
  host.set({ value });
  host.emit('change', { value, ...model.detail?.() });
}

const refreshers = new Map<Host, () => void>();

export const picker: BuiltIn = {
  tag: 'picker',
  css,
  properties: {
    mode: { type: String, value: 'selector' },
    range: { type: Array, value: [] },
    rangeKey: { type: String, value: '' },
    value: { type: null, value: 0 },
    start: { type: String, value: '' },
    end: { type: String, value: '' },
    fields: { type: String, value: 'day' },
    customItem: { type: String, value: '' },
    level: { type: String, value: 'region' },
    headerText: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
    name: { type: String, value: '' },
  },
  create(host) {
    let initial: unknown;
    host.component.addListener('tap', () => {
      if (!host.data.disabled) void openPicker(host).catch(report);
    });
    return {
      control: { value: () => host.data.value, reset: () => host.set({ value: initial }) },
      attached() {
        initial = host.data.value;
      },
      update(changed) {
        if (changed.has('range') || changed.has('value')) refreshers.get(host)?.();
      },
    };
  },
};
