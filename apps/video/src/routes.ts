/** The video service over HTTP: input in, answers out. */
import { videoApi, videoMessages } from '@weapp-samples/contracts';
import { ApiError, type answered, implement, type Route, sendReady } from '@weapp-samples/service';
import type { WxUserInfo } from '@weapp-samples/weapp-session';
import type { Context } from 'koa';
import { type Draft, draftOf, type Outcome } from './comment';
import type { CommentLimits } from './comment-limits';
import type { CommentList } from './comment-list';
import { refuseStranger } from './refuse-stranger';
import { StoreUnavailableError } from './stores/store-error';
import type { VideoList } from './video-list';

export interface VideoRoutesOptions {
  readonly videoList: VideoList;
  readonly commentList: CommentList;
  readonly comment: (draft: Draft) => Promise<Outcome>;
  readonly limits: CommentLimits;
  /** Whether comments without a session are taken. */
  readonly anonymous: boolean;
  /** What completes addresses stored without a host, for a request. */
  readonly baseOf: (ctx: Context) => string | undefined;
  /** Throws StoreUnavailableError until the tables are there. */
  readonly prepared: () => void;
  readonly addressOf: (req: Context['req']) => string;
}

/** The routes of `videoApi`. */
export function videoRoutes(options: VideoRoutesOptions): Route[] {
  const { videoList, commentList, comment, limits, anonymous, baseOf, prepared } = options;
  return implement(videoApi, {
    list: ({ query }, ctx) =>
      reachable<typeof answered>(async () => {
        prepared();
        return sendReady(ctx, await videoList(query, baseOf(ctx)));
      }),
    commentList: ({ query: { vid, limit, before } }, ctx) =>
      reachable<typeof answered>(async () => {
        prepared();
        const answer = await commentList(vid, { limit, before });
        if (!answer) throw noSuchVideo();
        return sendReady(ctx, answer);
      }),
    comment: ({ body }, ctx) =>
      reachable(async () => {
        const author = userOf(ctx);
        if (!author && !anonymous) return refuseStranger(ctx);
        await limits(options.addressOf(ctx.req), author?.openId);
        prepared();
        return told(await comment(draftOf(body, author)));
      }),
  });
}

/** Absent where no AppID is configured and so nobody can be known. */
function userOf(ctx: Context): WxUserInfo | undefined {
  return ctx.request.$wxUserInfo ?? undefined;
}

function told(outcome: Outcome): { id: number; published: boolean } {
  if (outcome.kind === 'stored') return { id: outcome.id, published: outcome.published };
  if (outcome.kind === 'no video') throw noSuchVideo();
  throw new ApiError(403, 'the content check refused the comment', {
    msg: videoMessages.refused,
    field: 'content',
  });
}

const noSuchVideo = () => new ApiError(404, 'no such video', { field: 'vid' });

async function reachable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof StoreUnavailableError)) throw cause;
    const headers = { 'Retry-After': '1' };
    throw new ApiError(503, 'the database is not reachable, try again', { cause, headers });
  }
}
