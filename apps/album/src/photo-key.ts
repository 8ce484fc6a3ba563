/** Object keys of photos: they sort newest first and cannot be guessed. */
import type { PhotoType } from './photo-type';

/** The highest Unix time in milliseconds that 13 digits hold, in the year 2286. */
const lastInstant = 9_999_999_999_999;
const randomLength = 15;

export interface PhotoKeyOptions {
  /** Begins the key; ends with a slash. */
  readonly folder: string;
  readonly type: PhotoType;
  /** Unix time in milliseconds, 0 to 9999999999999. */
  readonly now: number;
  /** Gives so many random bytes. */
  readonly randomBytes: (count: number) => Buffer;
}

/**
 * A new key. COS lists keys in the order of their bytes, so the time comes first and counts down:
 * a page of the listing is a page of the album (contracts: Album).
 *
 * @throws RangeError for a time that 13 digits cannot hold
 */
export function newPhotoKey({ folder, type, now, randomBytes }: PhotoKeyOptions): string {
  if (!(now >= 0 && now <= lastInstant)) throw new RangeError(`no photo is taken at ${now}`);
  const countdown = String(lastInstant - Math.floor(now)).padStart(13, '0');
  return `${folder}${countdown}-${randomBytes(randomLength).toString('base64url')}.${type}`;
}

/** Whether an object of the folder is a photo, as far as its name tells (2016). */
export function isPhotoKey(key: string): boolean {
  return /\.(jpg|png)$/.test(key);
}
