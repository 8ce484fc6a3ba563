/** Wire contract of the movie trailers (seed 001, 视频应用场景). What is marked 2016 is frozen. */
import { z } from 'zod';
import { defineApi } from './endpoint';

/** How many videos a numbered page holds (2016). */
export const videosPerPage = 6;

/** How many comments one answer holds when the client sets no limit. */
export const maxUnpagedComments = 1000;

/** The longest comment, in characters. */
export const maxCommentLength = 500;

/** The longest nick, in characters. */
export const maxNickLength = 64;

/** The `msg` of failures; `failed` is what 2016 answered. */
export const videoMessages = {
  failed: 'failed',
  noSession: '请先登录',
  refused: '评论含有违规内容，未发布',
  tooMany: '评论太频繁，请稍候再试',
} as const;

const largestId = 4_294_967_295;
const id = z.number().int().min(1).max(largestId);
const idText = z.string().regex(/^\d{1,10}$/, 'must be a whole number');
/** Ids come as numbers in JSON and as digits in queries and in forms. */
const idInput = z.union([idText.transform(Number), z.number()]).pipe(id);

const characters = (text: string) => [...text].length;

/** Text that every store gives back byte for byte: no NUL, no half of a surrogate pair. */
const text = z
  .string()
  .refine((value) => !value.includes('\0'), 'must not contain a NUL character')
  .refine((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode');

const atMost = (limit: number) => (value: string) => characters(value) <= limit;

const avatar = z
  .string()
  .max(1024)
  .refine((value) => value === '' || isWebAddress(value), 'must be an http(s) address or empty');

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s/?#]/i.test(value) && URL.canParse(value);
}

const video = z.object({
  id,
  video_url: z.string().describe('Absolute address of the trailer: MP4 or HLS.'),
  video_title: z.string(),
  video_image: z.string().describe('Absolute address of the poster.'),
});

/** A video as clients get it; the names are those of the 2016 table. */
export type VideoItem = z.infer<typeof video>;

const comment = z.object({
  id,
  vid: id,
  nick: z.string(),
  avatar: z.string(),
  content: z.string(),
  create_time: z
    .number()
    .int()
    .nullable()
    .describe('When it was written, in Unix milliseconds; null for rows of a 2016 database.'),
});

/** A published comment as clients get it; the names are those of the 2016 table. */
export type CommentItem = z.infer<typeof comment>;

const next = z
  .object({
    next: id.nullable().describe('`before` of the next page; null on the last.'),
  })
  .describe('Pages by key: stable while rows come and go, and as fast at any depth.');

export const videoApi = defineApi({
  name: 'video',
  title: 'Movie trailers',
  description: 'Trailers and comments on MySQL: the catalogue, the comments of a trailer.',
  prefix: '/applet/video',
  endpoints: {
    list: {
      method: 'get',
      path: '/list',
      summary: 'List videos, newest first (2016)',
      description:
        `Numbered pages hold ${videosPerPage} videos. Without \`pageNo\` it is page 1; a page past the last one is empty; ` +
        '0, negative numbers and anything that is no whole number are answered by 400. ' +
        '`totalPage` is 0 for an empty catalogue. With `limit` or `before` the list is paged by key and `pageNo` is not looked at. ' +
        'A change of the catalogue is seen within a second.',
      query: z.object({
        pageNo: z.coerce.number().int().min(1).optional(),
        limit: z.coerce.number().int().min(1).max(100).optional(),
        before: idInput.optional(),
      }),
      data: z.object({
        list: z.array(video),
        totalPage: z.number().int().min(0).describe(`Pages of ${videosPerPage} videos.`),
      }),
      extra: next,
      failures: { 503: 'the database is not reachable' },
    },
    commentList: {
      method: 'get',
      path: '/commentList',
      summary: 'List the published comments of a video, newest first (2016)',
      description:
        `Without \`limit\` the answer holds the newest ${maxUnpagedComments} comments. ` +
        'A comment is seen from the moment its author was told that it is published.',
      query: z.object({
        vid: idInput,
        limit: z.coerce.number().int().min(1).max(maxUnpagedComments).optional(),
        before: idInput.optional(),
      }),
      data: z.array(comment),
      extra: next,
      failures: { 404: 'no such video', 503: 'the database is not reachable' },
    },
    comment: {
      method: 'post',
      path: '/comment',
      summary: 'Comment on a video (2016)',
      description:
        'Answered by code 0 once the comment is stored. With a session, nick and avatar are those of the user and what the body says of them is not used.',
      body: z.object({
        vid: idInput,
        nick: text
          .refine(atMost(maxNickLength), `must have at most ${maxNickLength} characters`)
          .default(''),
        avatar: avatar.default(''),
        content: text
          .transform((value) => value.trim())
          .refine((value) => value !== '', 'must not be empty')
          .refine(atMost(maxCommentLength), `must have at most ${maxCommentLength} characters`),
      }),
      data: z.object({
        id,
        published: z
          .boolean()
          .describe('false: stored, but hidden until the content check has passed it.'),
      }),
      session: 'optional',
      failures: {
        401: 'the session has expired',
        403: 'the content check refused it; `msg` says so',
        404: 'no such video',
        503: 'the database is not reachable',
      },
    },
  },
});
