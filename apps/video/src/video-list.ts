/** The catalogue's pages as ready answers; a change is seen within a second. */

import { videosPerPage } from '@weapp-samples/contracts';
import { readyAnswer } from '@weapp-samples/service';
import {
  type CataloguePage,
  keyedPage,
  numberedPage,
  totalPages,
  withAddresses,
} from './catalogue';
import { createShortCache } from './short-cache';
import type { KeyPage, VideoStore } from './stores/video-store';

/** What a client asked for. With `limit` or `before` the page number is not looked at. */
export interface ListQuery extends Partial<KeyPage> {
  readonly pageNo?: number | undefined;
}

/** Gives the answer to `GET /list` as it goes out. `base` completes addresses stored without a host. */
export type VideoList = (query: ListQuery, base: string | undefined) => Promise<Buffer>;

const ttlMs = 1000;

/** @param now milliseconds; only differences count */
export function createVideoList(store: VideoStore, now: () => number): VideoList {
  const answers = createShortCache<Buffer>({ ttlMs, max: 2000, now });
  const totals = createShortCache<number>({ ttlMs, max: 1, now });
  const total = () => totals('total', () => totalPages(store));
  return (query, base) => {
    const { pageNo = 1, before, limit } = query;
    const key = [pageNo, before, limit, base].join(' ');
    return answers(key, async () => {
      const keyed = before !== undefined || limit !== undefined;
      const page = keyed
        ? await keyedPage(store, { before, limit: limit ?? videosPerPage }, await total())
        : await numberedPage(store, pageNo, await total());
      return render(page, base);
    });
  };
}

function render({ list, totalPage, next }: CataloguePage, base: string | undefined): Buffer {
  return readyAnswer(
    { list: list.map((video) => withAddresses(video, base)), totalPage },
    { next },
  );
}
