/** The columns of a `picker` in every mode, and how their choice becomes its value. */
import type { Props } from './engine';
import { regionModel } from './picker_region';
import type { Region } from './regions';

/** One column: labels, and the one chosen. */
export interface Column {
  readonly labels: readonly string[];
  index: number;
}

/** A picker in one mode. */
export interface PickerModel {
  columns: Column[];
  /** Recomputes columns after one was turned. */
  turned?(column: number): void;
  value(): unknown;
  /** More of the `change` event's detail. */
  detail?(): object;
}

const two = (number: number) => String(number).padStart(2, '0');

function labelOf(item: unknown, key: string): string {
  return String(key && typeof item === 'object' && item !== null ? (item as Props)[key] : item);
}

function selector({ range, rangeKey, value }: Props): PickerModel {
  const columns = [
    { labels: range.map((one: unknown) => labelOf(one, rangeKey)), index: Number(value) || 0 },
  ];
  return { columns, value: () => columns[0]?.index ?? 0 };
}

function multiSelector({ range, rangeKey, value }: Props): PickerModel {
  const columns: Column[] = range.map((one: unknown[], at: number) => ({
    labels: one.map((item) => labelOf(item, rangeKey)),
    index: Number(value?.[at]) || 0,
  }));
  return { columns, value: () => columns.map((one) => one.index) };
}

function time({ value, start, end }: Props): PickerModel {
  const [hour = 0, minute = 0] = String(value || '00:00')
    .split(':')
    .map(Number);
  const columns = [
    { labels: Array.from({ length: 24 }, (_one, at) => two(at)), index: hour },
    { labels: Array.from({ length: 60 }, (_one, at) => two(at)), index: minute },
  ];
  const text = () => columns.map((one) => one.labels[one.index]).join(':');
  // Times compare as text.
  return {
    columns,
    value: () => (start && text() < start ? start : end && text() > end ? end : text()),
  };
}

function daysOf(year: number, month: number): number {
  return new Date(year, month, 0).getDate();
}

function date({ value, start, end, fields }: Props): PickerModel {
  const now = new Date();
  const [y = now.getFullYear(), m = now.getMonth() + 1, d = now.getDate()] = value
    ? String(value).split('-').map(Number)
    : [];
  const first = Number.parseInt(start, 10) || y - 50;
  const last = Number.parseInt(end, 10) || y + 50;
  const years = Array.from({ length: last - first + 1 }, (_one, at) => `${first + at}年`);
  const all: Column[] = [
    { labels: years, index: Math.max(0, Math.min(y - first, years.length - 1)) },
    { labels: Array.from({ length: 12 }, (_one, at) => `${at + 1}月`), index: m - 1 },
    { labels: [], index: d - 1 },
  ];
  const count = fields === 'year' ? 1 : fields === 'month' ? 2 : 3;

  function fitDays() {
    const [year, month, day] = all as [Column, Column, Column];
    const length = daysOf(first + year.index, month.index + 1);
    all[2] = {
      labels: Array.from({ length }, (_one, at) => `${at + 1}日`),
      index: Math.min(day.index, length - 1),
    };
  }

  function text() {
    const [year, month, day] = all as [Column, Column, Column];
    return [String(first + year.index), two(month.index + 1), two(day.index + 1)]
      .slice(0, count)
      .join('-');
  }

  fitDays();
  const model: PickerModel = {
    columns: all.slice(0, count),
    turned() {
      fitDays();
      model.columns = all.slice(0, count);
    },
    value: () => (start && text() < start ? start : end && text() > end ? end : text()),
  };
  return model;
}

const MODELS: Readonly<Record<string, (data: Props) => PickerModel>> = {
  selector,
  multiSelector,
  time,
  date,
};

/**
 * The model of a picker's mode.
 * @param regions all provinces, for the mode that needs them
 */
export function pickerModel(data: Props, regions: readonly Region[] = []): PickerModel {
  if (data.mode === 'region') return regionModel(data, regions);
  return (MODELS[data.mode] ?? selector)(data);
}
