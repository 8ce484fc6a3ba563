/** The catalogue as clients see it: its pages, with addresses a phone can open. */
import { type VideoItem, videosPerPage } from '@weapp-samples/contracts';
import type { KeyPage, NewVideo, Video, VideoStore } from './stores/video-store';

/** A page of the catalogue; `next` is the key of the following one. */
export interface CataloguePage {
  readonly list: readonly Video[];
  readonly totalPage: number;
  readonly next: number | null;
}

/** Numbered pages as in 2016. Past the last page nothing is read. */
export async function numberedPage(
  store: VideoStore,
  pageNo: number,
  totalPage: number,
): Promise<CataloguePage> {
  if (pageNo > totalPage) return { list: [], totalPage, next: null };
  const rows = await store.skipping((pageNo - 1) * videosPerPage, videosPerPage + 1);
  return { ...cut(rows, videosPerPage), totalPage };
}

/** Pages by key. */
export async function keyedPage(
  store: VideoStore,
  { before, limit }: KeyPage,
  totalPage: number,
): Promise<CataloguePage> {
  const rows = await store.newest({ before, limit: limit + 1 });
  return { ...cut(rows, limit), totalPage };
}

/** How many numbered pages there are; 0 for an empty catalogue. */
export async function totalPages(store: VideoStore): Promise<number> {
  return Math.ceil((await store.count()) / videosPerPage);
}

/** The row read beyond the page tells whether there is another. */
export function cut<T extends { readonly id: number }>(
  rows: readonly T[],
  limit: number,
): { list: readonly T[]; next: number | null } {
  const list = rows.slice(0, limit);
  return { list, next: rows.length > limit ? (list.at(-1)?.id ?? null) : null };
}

/** Whether an address says where it is, or leaves that to the settings. */
export function isAbsolute(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** A video with absolute addresses; `base` completes those stored without a host. */
export function withAddresses(video: Video, base: string | undefined): VideoItem {
  const { id, video_title, video_image, video_url } = video;
  return {
    id,
    video_url: complete(video_url, base),
    video_title,
    video_image: complete(video_image, base),
  };
}

function complete(address: string, base: string | undefined): string {
  if (base === undefined || isAbsolute(address)) return address;
  return `${base.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`;
}

/** The first thing that keeps a video out of the catalogue, or undefined. */
export function whyNot(video: NewVideo, base: string | undefined): string | undefined {
  if (video.video_title.trim() === '') return 'the title is empty';
  for (const name of ['video_url', 'video_image'] as const) {
    const address = video[name];
    if (isAbsolute(address) ? !URL.canParse(address) : !/^[\w./%-]+$/.test(address)) {
      return `${name} is no http(s) address: ${address}`;
    }
    if (!isAbsolute(address) && base === undefined) {
      return `${name} has no host and VOD_BASE_URL is not set: ${address}`;
    }
  }
  return undefined;
}
