/** An album that listens, over a COS stand-in of its own, and the requests a mini-program makes. */
import assert from 'node:assert/strict';
import { type CosStandIn, createCosStandIn } from '@weapp-samples/devcloud';
import { createLogger, type Env, type StartedApp } from '@weapp-samples/service';
import { captureLog, tempDir } from '@weapp-samples/testkit';
import { type StartAlbumOptions, start } from '../src/main';

export const keys = { secretId: 'AKIDalbum', secretKey: 'the-key-of-the-album-tests' };
export const bucket = 'album-1250000000';
export const region = 'ap-guangzhou';

/** The first bytes that make an image, and some more. */
export const jpeg = photo([0xff, 0xd8, 0xff, 0xe0], 2000);
export const png = photo([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 2000);

/** An image of so many bytes, as far as anybody looks. */
export function photo(head: readonly number[], bytes: number): Buffer {
  const image = Buffer.alloc(bytes, 'photo');
  image.set(head);
  return image;
}

export interface TestAlbum {
  /** With the public prefix. */
  readonly url: string;
  readonly root: string;
  readonly cos: CosStandIn;
  readonly log: ReturnType<typeof captureLog>;
  get(path: string, init?: RequestInit): Promise<Answer>;
  post(path: string, body: unknown, init?: RequestInit): Promise<Answer>;
  upload(file: Buffer | FormData, init?: RequestInit): Promise<Answer>;
  /** The addresses of the listing. */
  list(): Promise<string[]>;
  stop(): Promise<void>;
}

/** An answer with its status and its JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly code: number;
    readonly msg: string;
    // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
    readonly data: any;
    readonly next?: string | null;
    readonly error?: { readonly reason: string; readonly field?: string };
  };
}

/** Starts both; `env` goes over the settings, `given` over the options of the start. */
export async function startAlbum(
  env: Env = {},
  given: Partial<StartAlbumOptions> = {},
): Promise<TestAlbum> {
  const folder = await tempDir('album');
  const cos = createCosStandIn({ dataDir: folder.path, credentials: keys, bucket, region });
  await cos.listen();
  const log = captureLog();
  const logger = createLogger({ name: 'album', level: 'info', destination: log });
  const app = await start({ env: { ...settings(cos.url), ...env }, logger, ...given });
  const stop = async () => {
    await app.stop();
    await cos.close();
    await folder.remove();
  };
  return { ...client(app), cos, log, stop };
}

export function settings(cosUrl: string): Env {
  return {
    NODE_ENV: 'test',
    ALBUM_PORT: '0',
    RATE_LIMIT: '0',
    COS_SECRET_ID: keys.secretId,
    COS_SECRET_KEY: keys.secretKey,
    COS_BUCKET: bucket,
    COS_REGION: region,
    COS_ENDPOINT: cosUrl,
    COS_TIMEOUT_MS: '2000',
  };
}

function client(app: StartedApp) {
  const url = `${app.url}/applet/album`;
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const answer = await fetch(url + path, init);
    const body = (await answer.json()) as Answer['body'];
    return { status: answer.status, headers: answer.headers, body };
  };
  const json = { 'Content-Type': 'application/json' };
  return {
    url,
    root: app.url,
    get: ask,
    post: (path: string, body: unknown, init: RequestInit = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        ...init,
        headers: { ...json, ...init.headers },
      }),
    upload: (file: Buffer | FormData, init?: RequestInit) => {
      const body = file instanceof FormData ? file : form(file);
      return ask('/upload', { method: 'POST', body, ...init });
    },
    list: async () => {
      const { status, body } = await ask('/list');
      assert.equal(status, 200, JSON.stringify(body));
      return body.data as string[];
    },
  };
}

/** A form with one file, as wx.uploadFile sends it. */
export function form(file: Buffer, { field = 'image', name = 'photo.jpg', type = '' } = {}) {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(file)], { type }), name);
  return data;
}

/** Starts an album before the suite and stops it behind it. */
export function useAlbum(env: Env = {}): () => TestAlbum {
  let album: TestAlbum | undefined;
  before(async () => {
    album = await startAlbum(env);
  });
  after(() => album?.stop());
  return () => {
    if (!album) throw new Error('the album has not started');
    return album;
  };
}

/** What a failed answer looks like to a client of 2016. */
export function assertFailed({ status, body }: Answer, expected: number, msg: string): void {
  assert.deepEqual(
    { status, code: body.code, msg: body.msg },
    { status: expected, code: -1, msg },
    body.error?.reason,
  );
}

/** The path of an address, as clients send it to `/delete`. */
export function pathOf(address: string): string {
  return new URL(address).pathname;
}
