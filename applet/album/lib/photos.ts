/** The album's photos: pages of the listing, uploads straight to COS with the relay as fallback, removal. */
import type { UploadCredentials } from '@weapp-samples/contracts';
import { paths } from '../../lib/config';
import { RequestError } from '../../lib/errors';
import type { Answer, Http } from '../../lib/http';
import type { Portion } from '../../lib/pager';

/** The largest photo, in bytes (contracts: Album). */
export const maxPhotoBytes = 5 * 1024 * 1024;

/** Photos on one page of the grid. */
const pageSize = 30;

/** A photo chosen on the phone. */
export interface ChosenPhoto {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** A page of photo addresses, newest first. @throws RequestError */
export async function listPhotos(http: Http, marker?: string): Promise<Portion<string, string>> {
  const { data, next } = await http.get<string[]>(`${paths.album}/list`, {
    limit: pageSize,
    marker,
  });
  return { items: data, next: next as string | null };
}

/**
 * Uploads one photo and resolves to its address: straight to COS with a short-lived permission, or through the service
 * where COS cannot be reached from the phone.
 *
 * @param onProgress told the percentage, 0 to 100
 * @throws RequestError
 */
export async function uploadPhoto(
  http: Http,
  photo: ChosenPhoto,
  onProgress: (percent: number) => void,
): Promise<string> {
  if (photo.size > maxPhotoBytes) throw new RequestError('server', '单个不超过5MB', 413);
  const direct = await permission(http, photo);
  if (direct) {
    try {
      await sendToCos(http, photo, direct, onProgress);
      return direct.imgUrl;
    } catch (error) {
      // COS told why it refuses the file; the service would only be told the same.
      if (!(error instanceof RequestError) || error.kind === 'server') throw error;
    }
  }
  return relay(http, photo, onProgress);
}

/** Undefined when the file's name does not tell its type: the service judges by content. */
async function permission(
  http: Http,
  { path, size }: ChosenPhoto,
): Promise<UploadCredentials | undefined> {
  const ext = extensionOf(path);
  if (!ext) return undefined;
  const url = `${paths.album}/credentials`;
  const answer: Answer<UploadCredentials> = await http.post(url, { ext, size });
  return answer.data;
}

/** `jpg` or `png` by the name of a file. */
export function extensionOf(path: string): 'jpg' | 'png' | undefined {
  const found = /\.(jpe?g|png)$/i.exec(path)?.[1]?.toLowerCase();
  if (!found) return undefined;
  return found === 'png' ? 'png' : 'jpg';
}

async function sendToCos(
  http: Http,
  { path: filePath }: ChosenPhoto,
  { url, formData }: UploadCredentials,
  onProgress: (percent: number) => void,
): Promise<void> {
  await http.upload({ url, filePath, name: 'file', formData, onProgress });
}

async function relay(
  http: Http,
  { path: filePath }: ChosenPhoto,
  onProgress: (percent: number) => void,
): Promise<string> {
  const url = `${paths.album}/upload`;
  const options = { url, filePath, name: 'image', onProgress };
  return (await http.upload<{ imgUrl: string }>(options)).data.imgUrl;
}

/** Removes the photo at `address`. @throws RequestError */
export async function removePhoto(http: Http, address: string): Promise<void> {
  const filepath = address.replace(/^https?:\/\/[^/]+/, '').split('?')[0];
  await http.post(`${paths.album}/delete`, { filepath });
}
