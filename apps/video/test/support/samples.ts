/** Videos and comments for tests. */
import type { NewComment } from '../../src/stores/comment-store';
import type { Database } from '../../src/stores/database';
import type { NewVideo } from '../../src/stores/video-store';

export function video(number: number): NewVideo {
  return {
    video_title: `新片 ${number}`,
    video_image: `https://vod.example.com/${number}.jpg`,
    video_url: `https://vod.example.com/${number}.mp4`,
  };
}

/** Adds videos and gives their ids, oldest first. */
export function addVideos({ videos }: Database, count: number): Promise<number[]> {
  return videos.add(Array.from({ length: count }, (_, index) => video(index + 1)));
}

export function comment(vid: number, more: Partial<NewComment> = {}): NewComment {
  return {
    vid,
    nick: '小明',
    avatar: 'https://wx.example.com/a.png',
    content: '好看',
    openId: undefined,
    state: 'published',
    createTime: 1_480_000_000_000,
    checkAt: 1_480_000_015_000,
    ...more,
  };
}

/** Text that stores get wrong when they can. */
export const difficultTexts = [
  '👍🏽 👨‍👩‍👧‍👦 🇨🇳',
  '中文，繁體，日本語，한국어',
  'مرحبا بالعالم \u202Eabc\u202C',
  `'; drop table comment; --`,
  `" or 1=1 \\' \\\\ \` %s ? :a $1 {{x}}`,
  'a\tb\r\nc\n\nd',
  '<script>alert(1)</script>&amp;',
  'é e\u0301 ﬁ Ａ',
  '\u200B\u200D\uFEFF|\u2028\u2029',
  '𠮷𡈽 \u{10FFFF}',
  '\u0001\u001B[31m',
];
