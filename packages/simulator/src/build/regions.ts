/** Provinces, cities and districts with their codes (GB/T 2260), for `picker mode="region"`; read when first asked for. */

let text: Promise<string> | undefined;

/** The data as JSON: `province_list`, `city_list` and `county_list`, each code → name. */
export function regionsJson(): Promise<string> {
  text ??= import('@vant/area-data').then(({ areaList }) => JSON.stringify(areaList));
  return text;
}
