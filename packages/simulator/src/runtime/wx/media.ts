/** Pictures and films: choosing, looking at, saving, measuring. */
import { showSheet, showToast } from '../chrome/overlay';
import { showPreview } from '../chrome/preview';
import { mountedOn } from '../components/engine';
import { pickFiles } from '../file_picker';
import { files } from '../file_store';
import { readableUrl, sourceUrl } from '../sources';
import { ApiError, type ApiGroup, api, type Options, requireOption } from './api';
import { lazyContext } from './audio';
import { authorize, requirePrivacy } from './open';
import { findElement } from './query';

/** Edge a picture is scaled to when `compressed` was asked for, pixels. */
const COMPRESSED_EDGE = 1280;

/** Draws a picture anew, smaller or in another quality. */
async function redraw(blob: Blob, edge: number, quality: number): Promise<Blob> {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.round(bitmap.width * scale),
    Math.round(bitmap.height * scale),
  );
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

async function pickImages(
  name: string,
  count: number,
  sourceType: string[],
  sizeType: string[],
): Promise<Blob[]> {
  await requirePrivacy(name);
  let capture: 'environment' | undefined;
  if (
    sourceType.includes('camera') &&
    sourceType.includes('album') &&
    matchMedia('(pointer: coarse)').matches
  ) {
    const choice = await showSheet(['拍照', '从手机相册选择']);
    if (choice < 0) throw new ApiError('cancel');
    capture = choice === 0 ? 'environment' : undefined;
  }
  const picked = await pickFiles({
    accept: 'image/*',
    multiple: count > 1,
    ...(capture ? { capture } : {}),
  });
  if (picked.length === 0) throw new ApiError('cancel');
  const chosen = picked.slice(0, count);
  if (sizeType.includes('original')) return chosen;
  return Promise.all(
    chosen.map((file) =>
      file.type === 'image/gif' ? file : redraw(file, COMPRESSED_EDGE, 0.8).catch(() => file),
    ),
  );
}

async function chooseImage({
  count = 9,
  sizeType = ['original', 'compressed'],
  sourceType = ['album', 'camera'],
}: Options) {
  const blobs = await pickImages('chooseImage', count, [sourceType].flat(), [sizeType].flat());
  const tempFiles = blobs.map((blob) => ({ path: files.addTemporary(blob), size: blob.size }));
  return { tempFilePaths: tempFiles.map((one) => one.path), tempFiles };
}

async function chooseMedia({
  count = 9,
  mediaType = ['image', 'video'],
  sourceType = ['album', 'camera'],
  sizeType = ['original', 'compressed'],
}: Options) {
  const types: string[] = [mediaType].flat();
  if (!types.includes('video') && !types.includes('mix')) {
    const blobs = await pickImages('chooseMedia', count, [sourceType].flat(), [sizeType].flat());
    return {
      type: 'image',
      tempFiles: blobs.map((blob) => ({
        tempFilePath: files.addTemporary(blob),
        size: blob.size,
        fileType: 'image',
      })),
    };
  }
  await requirePrivacy('chooseMedia');
  const accept = types.includes('image') || types.includes('mix') ? 'image/*,video/*' : 'video/*';
  const picked = (await pickFiles({ accept, multiple: count > 1 })).slice(0, count);
  if (picked.length === 0) throw new ApiError('cancel');
  const tempFiles = await Promise.all(picked.map(describeMedia));
  const kinds = new Set(tempFiles.map((one) => one.fileType));
  return { type: kinds.size > 1 ? 'mix' : [...kinds][0], tempFiles };
}

async function describeMedia(file: File) {
  const tempFilePath = files.addTemporary(file);
  const base = { tempFilePath, size: file.size };
  if (!file.type.startsWith('video/')) return { ...base, fileType: 'image' };
  const { width, height, duration, poster } = await measureVideo(files.url(tempFilePath) ?? '');
  return {
    ...base,
    fileType: 'video',
    width,
    height,
    duration,
    thumbTempFilePath: poster ? files.addTemporary(poster, 'jpg') : '',
  };
}

async function measureVideo(
  url: string,
): Promise<{ width: number; height: number; duration: number; poster: Blob | null }> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.src = url;
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new ApiError('file type not supported'));
  });
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const poster = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, 'image/jpeg', 0.8),
  );
  return { width: video.videoWidth, height: video.videoHeight, duration: video.duration, poster };
}

async function chooseVideo(options: Options) {
  const { tempFiles } = await chooseMedia({ ...options, count: 1, mediaType: ['video'] });
  return tempFiles[0];
}

async function loadImage(source: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = readableUrl(source.startsWith('/') || /^\w+:/.test(source) ? source : `/${source}`);
  await image.decode().catch(() => {
    throw new ApiError(`file not found ${source}`);
  });
  return image;
}

async function getImageInfo(options: Options) {
  requireOption(options, 'src', 'string');
  const image = await loadImage(options.src);
  const response = await fetch(image.src);
  const blob = await response.blob();
  const path = files.get(options.src) ? options.src : files.addTemporary(blob);
  return {
    width: image.naturalWidth,
    height: image.naturalHeight,
    path,
    type: blob.type.split('/')[1] ?? 'unknown',
    orientation: 'up',
  };
}

/** Hands a file to the person, as the browser's download. */
function deliver(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function saveToAlbum(name: string, { filePath }: Options) {
  await requirePrivacy(name);
  await authorize('scope.writePhotosAlbum');
  const blob = files.get(filePath) ?? (await (await fetch(sourceUrl(filePath))).blob());
  deliver(blob, filePath.split('/').pop() ?? 'photo');
  showToast({ title: '已保存到下载', duration: 1500 });
}

async function compressImage({ src, quality = 80, compressedWidth, compressedHeight }: Options) {
  const blob = files.get(src) ?? (await (await fetch(readableUrl(src))).blob());
  const edge = Math.max(compressedWidth ?? 0, compressedHeight ?? 0) || Number.POSITIVE_INFINITY;
  return { tempFilePath: files.addTemporary(await redraw(blob, edge, quality / 100), 'jpg') };
}

let closePreview = () => {};

function preview(items: { url: string; type?: 'image' | 'video' }[], start: number) {
  const shown = showPreview(
    items.map((one) => ({ ...one, url: sourceUrl(one.url) })),
    start,
  );
  closePreview = shown.close;
}

export const media: ApiGroup = {
  chooseImage: api('chooseImage', chooseImage),
  chooseMedia: api('chooseMedia', chooseMedia),
  chooseVideo: api('chooseVideo', chooseVideo),
  chooseMessageFile: api('chooseMessageFile', async ({ count = 1 }) => {
    await requirePrivacy('chooseMessageFile');
    const picked = (await pickFiles({ accept: '*/*', multiple: count > 1 })).slice(0, count);
    if (picked.length === 0) throw new ApiError('cancel');
    return {
      tempFiles: picked.map((file) => ({
        path: files.addTemporary(file),
        size: file.size,
        name: file.name,
        type: file.type.split('/')[0],
        time: Math.floor(file.lastModified / 1000),
      })),
    };
  }),
  previewImage: api('previewImage', (options) => {
    requireOption(options, 'urls', 'object');
    const { urls, current } = options;
    preview(
      urls.map((url: string) => ({ url })),
      typeof current === 'number' ? current : Math.max(0, urls.indexOf(current)),
    );
  }),
  previewMedia: api('previewMedia', ({ sources, current = 0 }) => preview(sources, current)),
  closePreviewImage: api('closePreviewImage', () => closePreview()),
  getImageInfo: api('getImageInfo', getImageInfo),
  getVideoInfo: api('getVideoInfo', async ({ src }) => {
    const { poster: _poster, ...info } = await measureVideo(sourceUrl(src));
    return {
      ...info,
      orientation: 'up',
      type: 'mp4',
      size: (files.get(src)?.size ?? 0) / 1024,
      fps: 30,
      bitrate: 0,
    };
  }),
  saveImageToPhotosAlbum: api('saveImageToPhotosAlbum', (options) =>
    saveToAlbum('saveImageToPhotosAlbum', options),
  ),
  saveVideoToPhotosAlbum: api('saveVideoToPhotosAlbum', (options) =>
    saveToAlbum('saveVideoToPhotosAlbum', options),
  ),
  compressImage: api('compressImage', compressImage),
  createVideoContext: (id: string, scope?: unknown) =>
    lazyContext(() => mountedOn(findElement(`#${id}`, scope))?.view.api),
};
