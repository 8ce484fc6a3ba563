/** `picker mode="region"`: province, city and district, each column made of what is inside the one before. */
import type { Props } from './engine';
import type { Column, PickerModel } from './picker_columns';
import type { Region } from './regions';

/** Number of columns by `level`. */
const LEVELS: Readonly<Record<string, number>> = { province: 1, city: 2, region: 3 };

/**
 * The model of a region picker.
 * @param provinces all there are
 */
export function regionModel(
  { value, customItem, level }: Props,
  provinces: readonly Region[],
): PickerModel {
  const extra = customItem ? [{ name: String(customItem), code: '', inside: [] }] : [];
  const count = LEVELS[level] ?? 3;
  let lists: (readonly Region[])[] = [];
  const model: PickerModel = {
    columns: [],
    value: () => chosen().map((one) => one.name),
    turned: () => fill(chosen().map((one) => one.name)),
    detail: () => ({ code: chosen().map((one) => one.code), postcode: '' }),
  };

  function chosen(): Region[] {
    return model.columns.flatMap(({ index }, at) => lists[at]?.[index] ?? []);
  }

  function fill(names: readonly unknown[]) {
    const columns: Column[] = [];
    lists = [];
    let inside = provinces;
    for (let at = 0; at < count; at += 1) {
      const list = [...extra, ...inside];
      const index = Math.max(
        0,
        list.findIndex((one) => one.name === names[at]),
      );
      lists.push(list);
      columns.push({ labels: list.map((one) => one.name), index });
      inside = list[index]?.inside ?? [];
    }
    model.columns = columns;
  }

  fill(Array.isArray(value) ? value : []);
  return model;
}
