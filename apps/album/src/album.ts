/** The album: what may be done with photos, by whom, and where they are. Knows neither HTTP nor COS. */
import { photoTypes } from '@weapp-samples/contracts';
import { signForm } from './credentials';
import { BadPathError, NotYoursError } from './errors';
import { ListCache } from './list-cache';
import { isPhotoKey, newPhotoKey } from './photo-key';
import { keyOfPath, photoAddress } from './photo-path';
import type { PhotoType } from './photo-type';
import type { PhotoStore } from './stores/photo-store';
import type { KeySource } from './stores/temporary-keys';
import type { Upload } from './upload-form';

/** Whose photos: the name of a folder of their own, or undefined for the folder that all share. */
export type Owner = string | undefined;

export interface AlbumDeps {
  readonly store: PhotoStore;
  readonly signingKeys: KeySource;
  /** Name with APPID. */
  readonly bucket: string;
  /** Where image addresses begin; no slash at its end. */
  readonly domain: string;
  /** Where upload forms are sent. */
  readonly uploadUrl: string;
  /** Begins every key; no slash at its end. */
  readonly folder: string;
  /** How long a listing may be remembered, in milliseconds; 0 for not at all. */
  readonly listCacheMs: number;
  /** How long an upload permission is good, in seconds. */
  readonly permissionSeconds: number;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** A clock in milliseconds that never goes back. */
  readonly monotonicNow: () => number;
  readonly randomBytes: (count: number) => Buffer;
}

/** What an image is for: an avatar is not among the photos. */
export type ImageUse = 'photo' | 'avatar';

/** Addresses of photos, newest first, and where the next page begins. */
export interface PhotoPage {
  readonly photos: readonly string[];
  readonly next: string | null;
}

export interface PageQuery {
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
}

/** Permission to send one file straight to the storage. */
export interface UploadPermission {
  readonly url: string;
  readonly key: string;
  readonly imgUrl: string;
  readonly formData: Record<string, string>;
  /** Unix seconds. */
  readonly expiresAt: number;
}

export interface Album {
  /** @throws BadPathError for a marker of elsewhere; StorageError */
  list(owner: Owner, query: PageQuery): Promise<PhotoPage>;
  /** Stores an image and tells its address. @throws UploadError, StorageError */
  add(owner: Owner, upload: Upload, as?: ImageUse): Promise<string>;
  /** @throws BadPathError, NotYoursError, StorageError */
  remove(owner: Owner, filepath: string): Promise<void>;
  /** @param size of the file in bytes. @throws StorageError */
  permit(owner: Owner, type: PhotoType, size: number): Promise<UploadPermission>;
  /** Resolves when the storage can be used. */
  check(): Promise<void>;
}

/** Folder within an owner's folder that is in no listing. */
const avatarFolder = 'avatars/';

/** The most photos a page has when it is asked for as a page, and when all are asked for (2016). */
const pageLimit = 100;
const wholeLimit = 1000;

/**
 * Creates an album over a store.
 *
 * @example const album = createAlbum({ store: createCosPhotoStore({ client, timeoutMs }), … });
 */
export function createAlbum(deps: AlbumDeps): Album {
  const { store, domain, listCacheMs, monotonicNow } = deps;
  const pages = new ListCache<PhotoPage>({ ttlMs: listCacheMs, now: monotonicNow });
  const folderOf = (owner: Owner) => `${deps.folder}/${owner === undefined ? '' : `${owner}/`}`;
  const newKey = (owner: Owner, type: PhotoType, as: ImageUse = 'photo') => {
    const { randomBytes, now } = deps;
    const folder = folderOf(owner) + (as === 'avatar' ? avatarFolder : '');
    return newPhotoKey({ folder, type, now: now(), randomBytes });
  };
  /** What failed may have been done all the same. */
  const changing = async (owner: Owner, change: Promise<void>) => {
    await change.finally(() => pages.clear(folderOf(owner)));
  };

  return {
    list(owner, { limit, marker }) {
      const folder = folderOf(owner);
      const whole = limit === undefined && marker === undefined;
      const query = { folder, limit: limit ?? (whole ? wholeLimit : pageLimit), marker };
      return pages.get(folder, `${query.limit} ${marker ?? ''}`, () => readPage(deps, query));
    },

    async add(owner, { type, body }, as) {
      const key = newKey(owner, type, as);
      try {
        await changing(owner, store.put(key, photoTypes[type], body));
      } catch (error) {
        throw body.failure ?? error;
      }
      return photoAddress(domain, key);
    },

    async remove(owner, filepath) {
      const key = keyOfPath(filepath, domain);
      assertWithin(key, deps.folder, folderOf(owner));
      await changing(owner, store.remove(key));
    },

    async permit(owner, type, size) {
      const from = Math.floor(deps.now() / 1000);
      const until = from + deps.permissionSeconds;
      const keys = await deps.signingKeys(until);
      const key = newKey(owner, type);
      const { bucket, uploadUrl: url } = deps;
      const contentType = photoTypes[type];
      const formData = signForm({ bucket, key, contentType, size, keys, from, until });
      return { url, key, imgUrl: photoAddress(domain, key), formData, expiresAt: until };
    },

    async check() {
      await store.list({ folder: folderOf(undefined), limit: 1 });
    },
  };
}

async function readPage(
  { store, domain }: AlbumDeps,
  query: { folder: string; limit: number; marker: string | undefined },
): Promise<PhotoPage> {
  const { folder, marker } = query;
  if (marker !== undefined && !marker.startsWith(folder)) {
    throw new BadPathError('the marker is not of this album');
  }
  const { keys, next } = await store.list(query);
  const photos = keys.filter(isPhotoKey).map((key) => photoAddress(domain, key));
  return { photos, next };
}

/** A photo is directly in its owner's folder, which for all is the upload folder itself. */
function assertWithin(key: string, uploadFolder: string, folder: string): void {
  if (!key.startsWith(`${uploadFolder}/`)) {
    throw new BadPathError('the path is not in the upload folder');
  }
  const name = key.startsWith(folder) ? key.slice(folder.length) : '/';
  if (name === '') throw new BadPathError('the path names no photo');
  if (name.includes('/')) throw new NotYoursError('the photo is in the folder of somebody else');
}
