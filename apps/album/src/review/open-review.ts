/** Puts the review of photos together: WeChat's check, what is remembered, and where verdicts come in. */

import {
  createRedisTokenCache,
  createWeixinCheck,
  createWordListCheck,
  pushRoutes,
} from '@weapp-samples/content-check';
import { albumApi } from '@weapp-samples/contracts';
import type { Logger, Route } from '@weapp-samples/service';
import type { Redis } from 'ioredis';
import type { Album } from '../album';
import type { ReviewAccess } from '../config';
import { createPhotoReview, type PhotoReview } from './photo-review';
import { createRedisReviewStore } from './redis-review-store';
import { createMemoryReviewStore } from './review-store';

/** A review, and the routes of WeChat's message push. */
export interface OpenReview {
  readonly photos: PhotoReview;
  readonly routes: readonly Route[];
}

/** @param redis shared by the processes; without it everything is remembered in this one */
export function openReview(
  { appId, appSecret, wechatApi, pushToken, pushAesKey }: ReviewAccess,
  album: Album,
  redis: Redis | undefined,
  logger: Logger,
): OpenReview {
  const photos = createPhotoReview({
    check: createWeixinCheck({
      ...{ appId, appSecret, endpoint: wechatApi, anonymous: createWordListCheck([]) },
      ...(redis && { cache: createRedisTokenCache(redis) }),
    }),
    store: redis ? createRedisReviewStore(redis) : createMemoryReviewStore(Date.now),
    remove: (owner, address) => album.remove(owner, new URL(address).pathname),
    onFailure: (err) => logger.warn({ err }, 'photos could not be handed in for their check'),
  });
  const routes = pushRoutes(`${albumApi.prefix}/push`, {
    token: pushToken,
    appId,
    aesKey: pushAesKey,
    onImageVerdict: (verdict) => {
      logger.info({ verdict }, 'a photo was checked');
      return photos.settle(verdict);
    },
  });
  return { photos, routes };
}
