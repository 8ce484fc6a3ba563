/** The video service put together from its parts; nothing is opened and nothing listens here. */

import { setTimeout as delay } from 'node:timers/promises';
import type { ContentCheck } from '@weapp-samples/content-check';
import { videoApi, videoMessages } from '@weapp-samples/contracts';
import { clientAddress, createService, type Logger, type Service } from '@weapp-samples/service';
import type { Redis } from 'ioredis';
import type { Middleware } from 'koa';
import { baseAddress } from './base-address';
import { createCommenting } from './comment';
import { createCommentLimits } from './comment-limits';
import { createCommentList } from './comment-list';
import type { VideoConfig } from './config';
import type { Preparation } from './prepare';
import { createRecheck, type Recheck } from './recheck';
import { videoRoutes } from './routes';
import type { Database } from './stores/database';
import { createVideoList } from './video-list';

export interface VideoServiceParts {
  readonly config: VideoConfig;
  readonly database: Database;
  readonly preparation: Preparation;
  readonly check: ContentCheck;
  readonly logger: Logger;
  readonly redis?: Redis | undefined;
  /** Sets `ctx.request.$wxUserInfo`. */
  readonly sessions?: Middleware | undefined;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

/** The service, and the job that belongs to it. Stopping the service closes database and Redis. */
export function createVideoService(parts: VideoServiceParts): {
  readonly service: Service;
  readonly recheck: Recheck;
} {
  const { config, database, preparation, redis, sessions, logger } = parts;
  const recheck = createRecheck({
    ...checking(parts),
    onFailure: (err) => logger.warn({ err }, 'hidden comments could not be checked again'),
  });
  const service = createService({
    name: videoApi.name,
    config,
    logger,
    portVariable: 'VIDEO_PORT',
    failureTexts: { default: videoMessages.failed },
    middleware: sessions ? [sessions] : [],
    routes: routes(parts),
    ready: {
      [database.kind]: () => database.ping(),
      tables: async () => preparation.check(),
      ...(redis && { redis: () => redis.ping() }),
    },
    close: [
      () => preparation.stop(),
      () => recheck.stop(),
      () => database.close(),
      () => redis?.disconnect(),
    ],
  });
  return { service, recheck };
}

/** Timers may be early by a millisecond or two. */
const marginMs = 5;

async function seenAfter(believeMs: number): Promise<void> {
  if (believeMs > 0) await delay(believeMs + marginMs);
}

function checking({ config, database, check, now = Date.now }: VideoServiceParts) {
  const anonymousState: 'published' | 'review' =
    config.anonymousComments === 'publish' ? 'published' : 'review';
  return { comments: database.comments, check, now, recheckMs: config.recheckMs, anonymousState };
}

function routes(parts: VideoServiceParts) {
  const { config, database, preparation, redis, logger } = parts;
  const baseOf = baseAddress(config.vodBaseUrl);
  const monotonicNow = () => performance.now();
  // One process has the embedded store to itself and asks it as quickly as its own memory.
  const believeMs = database.kind === 'mysql' ? config.commentListCacheMs : 0;
  return videoRoutes({
    videoList: createVideoList(database.videos, monotonicNow),
    commentList: createCommentList({ comments: database.comments, believeMs, monotonicNow }),
    comment: createCommenting({
      ...checking(parts),
      untilSeen: () => seenAfter(believeMs),
      onCheckDown: (err) => logger.warn({ err }, 'the content check is down, comments stay hidden'),
    }),
    limits: createCommentLimits({
      perUser: config.commentsPerUser,
      perAddress: config.commentsPerAddress,
      redis,
    }),
    anonymous: config.anonymousComments !== 'refuse',
    baseOf: (ctx) => baseOf(ctx.req),
    prepared: () => preparation.check(),
    addressOf: clientAddress(config.trustedProxies),
  });
}
