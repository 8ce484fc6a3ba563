/** Provinces, cities and districts for `picker mode="region"`; fetched when the first such picker opens. */

/** A place, and those in it. */
export interface Region {
  readonly name: string;
  readonly code: string;
  readonly inside: readonly Region[];
}

/** Code → name, by level; a city's code begins with its province's two digits, a district's with its city's four. */
interface RegionLists {
  readonly province_list: Readonly<Record<string, string>>;
  readonly city_list: Readonly<Record<string, string>>;
  readonly county_list: Readonly<Record<string, string>>;
}

let loading: Promise<readonly Region[]> | undefined;

/** All provinces. @throws Error when they cannot be fetched */
export function loadRegions(): Promise<readonly Region[]> {
  loading ??= fetchRegions();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function fetchRegions(): Promise<readonly Region[]> {
  const response = await fetch('/__sim/regions.json');
  if (!response.ok) throw new Error(`regions: ${response.status}`);
  const lists = (await response.json()) as RegionLists;
  const districts = byPrefix(lists.county_list, 4, () => []);
  const cities = byPrefix(lists.city_list, 2, (code) => districts.get(code.slice(0, 4)) ?? []);
  return Object.entries(lists.province_list).map(([code, name]) => ({
    name,
    code,
    inside: cities.get(code.slice(0, 2)) ?? [],
  }));
}

function byPrefix(
  list: Readonly<Record<string, string>>,
  digits: number,
  inside: (code: string) => readonly Region[],
): Map<string, Region[]> {
  const found = new Map<string, Region[]>();
  for (const [code, name] of Object.entries(list)) {
    const prefix = code.slice(0, digits);
    const group = found.get(prefix) ?? [];
    group.push({ name, code, inside: inside(code) });
    found.set(prefix, group);
  }
  return found;
}
