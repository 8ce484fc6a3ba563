/** Wire contract of the album (seed 001, 文件上传下载应用场景). What is marked 2016 is frozen. */
import { z } from 'zod';
import { defineApi } from './endpoint';

/** The largest photo, in bytes: 5 MB (2016). */
export const maxPhotoBytes = 5 * 1024 * 1024;

/** The image types an album takes, by file extension. */
export const photoTypes = { jpg: 'image/jpeg', png: 'image/png' } as const;

/** The `msg` texts of 2016, which mini-programs show to people as they are. */
export const albumMessages = {
  badParameter: '参数错误',
  notAnImage: '仅jpg/png格式',
  tooLarge: '单个不超过5MB',
  storageFailed: '图片上传失败，请稍候再试',
} as const;

const empty = z.object({});

const credentials = z.object({
  url: z.string().describe('Where to POST the form: the COS domain.'),
  key: z.string().describe('The object key the form is valid for.'),
  imgUrl: z.string().describe('The image address once the upload succeeded.'),
  formData: z
    .record(z.string(), z.string())
    .describe(
      'The form fields for wx.uploadFile, to be sent as they are; the file field is `file`.',
    ),
  expiresAt: z.number().int().describe('When the permission ends, in Unix seconds.'),
});

/** Everything `POST /credentials` answers. */
export type UploadCredentials = z.infer<typeof credentials>;

export const albumApi = defineApi({
  name: 'album',
  title: 'Album',
  description: 'Photos on Tencent COS: list, upload, delete.',
  prefix: '/applet/album',
  endpoints: {
    list: {
      method: 'get',
      path: '/list',
      summary: 'List photos, newest first (2016)',
      description: 'Without `limit` and `marker` the answer holds up to 1000 photos, as in 2016.',
      query: z.object({
        limit: z.coerce.number().int().min(1).max(100).optional(),
        marker: z.string().min(1).max(850).optional(),
      }),
      data: z.array(z.string()),
      extra: z.object({ next: z.string().nullable().describe('Marker of the next page.') }),
      session: 'optional',
      failures: { 401: 'no session', 502: 'COS failed', 503: 'COS is not reachable' },
    },
    upload: {
      method: 'post',
      path: '/upload',
      summary: 'Upload one photo through the service (2016)',
      description: 'An avatar has an address like a photo, and is in no list.',
      query: z.object({ as: z.enum(['photo', 'avatar']).default('photo') }),
      form: { name: 'image', types: Object.values(photoTypes), maxBytes: maxPhotoBytes },
      data: z.object({ imgUrl: z.string() }),
      session: 'optional',
      failures: {
        400: 'no file, or more than one',
        401: 'no session',
        413: 'larger than 5 MB',
        415: 'neither JPEG nor PNG',
        502: 'COS failed',
        503: 'COS is not reachable',
      },
    },
    delete: {
      method: 'post',
      path: '/delete',
      summary: 'Delete a photo (2016)',
      description: 'Deleting what is not there succeeds.',
      body: z.object({
        filepath: z
          .string()
          .min(1)
          .max(4096)
          .describe("The image address' path with its leading slash; may be URI-encoded."),
      }),
      data: empty,
      session: 'optional',
      failures: {
        400: 'not a path of this album',
        401: 'no session',
        403: "not in the user's own folder",
        502: 'COS failed',
        503: 'COS is not reachable',
      },
    },
    credentials: {
      method: 'post',
      path: '/credentials',
      summary: 'Get permission to send one file straight to COS',
      body: z.object({
        ext: z.enum(['jpg', 'png']),
        size: z.number().int().min(1).max(maxPhotoBytes).describe('Size of the file in bytes.'),
      }),
      data: credentials,
      session: 'optional',
      failures: { 401: 'no session', 502: 'STS failed', 503: 'STS is not reachable' },
    },
  },
});
