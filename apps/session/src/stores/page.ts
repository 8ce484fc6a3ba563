/** Cuts a page out of rows that come newest first. */
import type { PageOptions } from './drawing-store';

/**
 * Says of each row in turn, by the bytes of its `actions`, whether it still belongs to the page. The
 * first does.
 */
export function pageCutter({ limit, maxBytes }: PageOptions): (bytes: number) => boolean {
  let length = 0;
  let taken = 0;
  return (bytes) => {
    if (length === limit || taken >= maxBytes) return false;
    length++;
    taken += bytes;
    return true;
  };
}
