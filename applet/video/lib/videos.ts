/** Trailers and their comments. */
import type { CommentItem, VideoItem } from '@weapp-samples/contracts';
import { paths } from '../../lib/config';
import { type Http, queryString } from '../../lib/http';
import type { Portion } from '../../lib/pager';

const videosPerPage = 8;
const commentsPerPage = 15;

/** The longest comment, in characters (contracts: Video). */
export const maxCommentLength = 500;

/** @throws RequestError */
export async function listVideos(http: Http, before?: number): Promise<Portion<VideoItem, number>> {
  const query = { limit: videosPerPage, before };
  const { data, next } = await http.get<{ list: VideoItem[] }>(`${paths.video}/list`, query);
  return { items: data.list, next: next as number | null };
}

/** @throws RequestError */
export async function listComments(
  http: Http,
  vid: number,
  before?: number,
): Promise<Portion<CommentItem, number>> {
  const query = { vid, limit: commentsPerPage, before };
  const { data, next } = await http.get<CommentItem[]>(`${paths.video}/commentList`, query);
  return { items: data, next: next as number | null };
}

/** Resolves to the comment's id, and whether others see it yet. @throws RequestError */
export async function postComment(http: Http, vid: number, content: string) {
  const body = { vid, content };
  const { data } = await http.post<{ id: number; published: boolean }>(
    `${paths.video}/comment`,
    body,
  );
  return data;
}

/** The address of a trailer's own page; everything it shows at once goes along. */
export function detailPage({ id, video_title, video_url, video_image }: VideoItem): string {
  const query = { id, title: video_title, url: video_url, image: video_image };
  return `/video/pages/detail/detail${queryString(query)}`;
}

/** The options of the detail page, decoded; undefined when the link is broken. */
export function videoOf(options: Record<string, string | undefined>): VideoItem | undefined {
  const { id, title, url, image } = options;
  if (!/^\d+$/.test(id ?? '') || !url) return undefined;
  const text = (value = '') => decodeURIComponent(value);
  return {
    id: Number(id),
    video_title: text(title),
    video_url: text(url),
    video_image: text(image),
  };
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** When something was written, as people say it. Both in Unix milliseconds. */
export function timeAgo(then: number | null, now: number): string {
  if (then === null) return '';
  const ago = Math.max(0, now - then);
  if (ago < minute) return '刚刚';
  if (ago < hour) return `${Math.floor(ago / minute)} 分钟前`;
  if (ago < day) return `${Math.floor(ago / hour)} 小时前`;
  if (ago < 7 * day) return `${Math.floor(ago / day)} 天前`;
  const date = new Date(then);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
