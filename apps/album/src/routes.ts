/** The album over HTTP: requests in, the texts of 2016 out. */
import { albumApi, albumMessages } from '@weapp-samples/contracts';
import {
  ApiError,
  answered,
  describeFailure,
  type FailureTexts,
  implement,
  type Route,
  readyAnswer,
  sendReady,
} from '@weapp-samples/service';
import { SessionError, sessionReasons } from '@weapp-samples/weapp-session';
import type { Context } from 'koa';
import type { OwnerOf } from './access';
import type { Album, Owner, PhotoPage } from './album';
import {
  BadPathError,
  NotYoursError,
  StorageError,
  type StorageFault,
  UploadError,
  type UploadFault,
} from './errors';
import type { PhotoReview } from './review/photo-review';
import { readUpload } from './upload-form';

/** `msg` of a failure, by status: what mini-programs of 2016 show to people. */
export const albumTexts: FailureTexts = {
  400: albumMessages.badParameter,
  413: albumMessages.tooLarge,
  415: albumMessages.notAnImage,
  500: albumMessages.storageFailed,
  502: albumMessages.storageFailed,
  503: albumMessages.storageFailed,
};

const uploadStatus: Readonly<Record<UploadFault, number>> = {
  'bad-form': 400,
  'too-large': 413,
  'not-an-image': 415,
};

const storageStatus: Readonly<Record<StorageFault, number>> = { refused: 502, unreachable: 503 };

const { name: field, maxBytes } = albumApi.endpoints.upload.form;

/** Requests for `album`; `ownerOf` tells whose folder a request may use, `review` checks the photos. */
export function albumRoutes(album: Album, ownerOf: OwnerOf, review?: PhotoReview): Route[] {
  const answer = answers();
  const as = <T>(
    ctx: Context,
    work: (owner: Owner) => Promise<T>,
  ): Promise<T> | typeof answered => {
    const owner = ownerOf(ctx);
    if (owner === null) return refuseStranger(ctx);
    return work(owner).catch(rethrow);
  };
  /** The photos that may be listed; only users are asked about, and without a review all may be. */
  const reviewed = async (ctx: Context, owner: Owner, photos: readonly string[]) => {
    const openId = ctx.request.$wxUserInfo?.openId;
    return review && openId ? review.look(photos, { owner, openId }) : photos;
  };
  return implement(albumApi, {
    list: ({ query }, ctx) =>
      as(ctx, async (owner): Promise<typeof answered> => {
        const page = await album.list(owner, query);
        const photos = await reviewed(ctx, owner, page.photos);
        return sendReady(ctx, answer(photos === page.photos ? page : { ...page, photos }));
      }),
    upload: ({ query }, ctx) =>
      as(ctx, async (owner) => {
        closeAfterwards(ctx);
        const upload = await readUpload(ctx.req, { field, maxBytes });
        const imgUrl = await album.add(owner, upload, query.as).finally(() => upload.discard());
        await reviewed(ctx, owner, [imgUrl]);
        return { imgUrl };
      }),
    delete: ({ body }, ctx) =>
      as(ctx, async (owner) => {
        await album.remove(owner, body.filepath);
        return {};
      }),
    credentials: ({ body }, ctx) => as(ctx, (owner) => album.permit(owner, body.ext, body.size)),
  });
}

/** A page is remembered; the bytes of its answer are too. */
function answers(): (page: PhotoPage) => Buffer {
  const known = new WeakMap<PhotoPage, Buffer>();
  return (page) => {
    const bytes = known.get(page) ?? readyAnswer(page.photos, { next: page.next });
    known.set(page, bytes);
    return bytes;
  };
}

/** The rest of a refused upload is read, so that its sender hears the answer, unless there is no end to it. */
function closeAfterwards(ctx: Context): void {
  const { length = Number.POSITIVE_INFINITY } = ctx.request;
  if (length > 4 * maxBytes) ctx.set('Connection', 'close');
}

/** The failure JSON of sessions, upon which clients log in, in the album's envelope. */
function refuseStranger(ctx: Context): typeof answered {
  const reason = 'a session is required';
  const { error, ...failure } = new SessionError(sessionReasons.expired, reason).toJSON();
  const envelope = describeFailure(new ApiError(401, reason, { msg: '请先登录' }));
  ctx.status = 401;
  ctx.body = { ...envelope, ...failure, error: { ...error, ...envelope.error } };
  return answered;
}

function rethrow(error: unknown): never {
  if (error instanceof UploadError) throw new ApiError(uploadStatus[error.fault], error.message);
  if (error instanceof BadPathError) throw new ApiError(400, error.message);
  if (error instanceof NotYoursError) throw new ApiError(403, error.message);
  if (!(error instanceof StorageError)) throw error;
  const cause = error.cause ?? error;
  throw new ApiError(storageStatus[error.fault], error.message, { cause });
}
