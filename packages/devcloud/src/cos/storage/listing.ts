/** One page of keys with prefix, delimiter and marker (COS: GET Bucket). */
import { fromByteKey, type SortedKeys, toByteKey } from './sorted-keys';

export interface PageQuery {
  readonly prefix: string;
  readonly delimiter: string;
  /** Entries up to and including this one were listed before. */
  readonly marker: string;
  /** At most this many keys and common prefixes together. */
  readonly limit: number;
}

export interface Page {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The last entry of this page when there are more, else undefined. */
  readonly nextMarker: string | undefined;
}

/** Lists a page; what it costs depends on the page and not on how many keys there are. */
export function listPage(sorted: SortedKeys, query: PageQuery): Page {
  const prefix = toByteKey(query.prefix);
  const delimiter = toByteKey(query.delimiter);
  const page = { keys: [] as string[], commonPrefixes: [] as string[] };
  let last: string | undefined;
  let left = query.limit;
  let index = startIndex(sorted, prefix, delimiter, toByteKey(query.marker));
  for (let key = sorted.at(index); key?.startsWith(prefix); key = sorted.at(index)) {
    if (left-- === 0) return { ...page, nextMarker: last };
    const common = commonPrefix(key, prefix, delimiter);
    last = fromByteKey(common ?? key);
    (common === undefined ? page.keys : page.commonPrefixes).push(last);
    index = common === undefined ? index + 1 : sorted.firstBehindPrefix(common, index);
  }
  return { ...page, nextMarker: undefined };
}

function startIndex(sorted: SortedKeys, prefix: string, delimiter: string, marker: string) {
  if (marker < prefix) return sorted.firstNotBefore(prefix);
  const common = commonPrefix(marker, prefix, delimiter);
  // A marker that is a common prefix stands for everything under it.
  return common === marker ? sorted.firstBehindPrefix(marker) : sorted.firstAfter(marker);
}

function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '' || !key.startsWith(prefix)) return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}
