/**
 * Has WeChat check photos (mediaCheckAsync). The verdict is pushed later: a risky photo is removed,
 * a doubtful one stays in the storage and out of the listing. Until then its owner, who alone can
 * list it, goes on seeing it.
 */
import type { ContentCheck, ImageVerdict } from '@weapp-samples/content-check';
import type { ReviewStore } from './review-store';

export interface PhotoReviewOptions {
  readonly check: Required<ContentCheck>;
  readonly store: ReviewStore;
  /** Removes a photo by its address. */
  readonly remove: (owner: string | undefined, address: string) => Promise<void>;
  /** Told when photos could not be handed in; they are tried again when they are next listed. */
  readonly onFailure: (error: unknown) => void;
}

/** Whose photos are looked at. */
export interface PhotoOwner {
  readonly owner: string | undefined;
  readonly openId: string;
}

export interface PhotoReview {
  /**
   * Hands in what has not been seen before, without waiting for it, and gives the photos that may be
   * listed. So a photo that was sent straight to the storage is found when it is first listed.
   */
  look(photos: readonly string[], owner: PhotoOwner): Promise<string[]>;
  /** Takes a verdict; one it knows nothing about is none of its photos. */
  settle(verdict: ImageVerdict): Promise<void>;
  /** Resolves when nothing is being handed in any more. */
  idle(): Promise<void>;
}

/** Photos that one listing hands in: the newest, the others follow with the next listings. */
const atOnce = 20;

/** The review over a store. */
export function createPhotoReview(options: PhotoReviewOptions): PhotoReview {
  const { store, onFailure } = options;
  const running = new Set<Promise<void>>();
  return {
    look: async (photos, owner) => {
      const states = await store.states(photos);
      const unknown = photos.filter((_photo, index) => states[index] === undefined);
      const work = handIn(unknown.slice(0, atOnce), owner, options).catch(onFailure);
      running.add(work);
      void work.finally(() => running.delete(work));
      return photos.filter((_photo, index) => states[index] !== 'review');
    },
    settle: (verdict) => settle(verdict, options),
    idle: async () => void (await Promise.all(running)),
  };
}

async function handIn(
  photos: readonly string[],
  { owner, openId }: PhotoOwner,
  { check, store }: PhotoReviewOptions,
): Promise<void> {
  for (const address of photos) {
    if (!(await store.claim(address))) continue;
    try {
      const traceId = await check.submitImage({ url: address, openId });
      await store.bind(traceId, { address, owner });
    } catch (error) {
      await store.forget(address);
      throw error;
    }
  }
}

async function settle(
  { traceId, verdict }: ImageVerdict,
  { store, remove }: PhotoReviewOptions,
): Promise<void> {
  const photo = await store.find(traceId);
  if (!photo) return;
  const { address, owner } = photo;
  if (verdict === 'risky') await remove(owner, address);
  else await store.set(address, verdict === 'pass' ? 'passed' : 'review');
}
