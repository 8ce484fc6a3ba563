/** The VOD stand-in: video files, posters and playlists from a folder, with HTTP ranges. */
import type { Stats } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import { assertDevelopment } from '../development-only';
import { isSigned } from './anti-leech';

export interface VodStandInOptions {
  /** Folder of the files; folders inside are served too, names that begin with a dot are not. */
  readonly dir: string;
  /** Key of the anti-leech check; without it every address is served. */
  readonly antiLeechKey?: string;
  /** Now in milliseconds since 1970; default the machine's clock. */
  readonly clock?: () => number;
  /** `NODE_ENV`, where the caller knows it. */
  readonly nodeEnv?: string | undefined;
}

export interface VodStandIn {
  /**
   * Serves `GET` and `HEAD /devcloud/vod/<file>` inside an HTTP server.
   *
   * @returns false for a path that is not the stand-in's; the request is untouched then
   */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

const PREFIX = '/devcloud/vod/';

/**
 * Makes a stand-in for the file side of Tencent VOD.
 *
 * @example
 * const vod = createVodStandIn({ dir: 'videos' });
 * createServer(async (req, res) => (await vod.handle(req, res)) || res.writeHead(404).end());
 *
 * @throws Error in production
 */
export function createVodStandIn(options: VodStandInOptions): VodStandIn {
  assertDevelopment({ NODE_ENV: options.nodeEnv });
  const { dir, antiLeechKey, clock = Date.now } = options;
  return {
    async handle(req, res) {
      const [path = '', search] = (req.url ?? '/').split('?', 2);
      if (!path.startsWith(PREFIX)) return false;
      res.setHeader('Access-Control-Allow-Origin', '*');
      if (req.method !== 'GET' && req.method !== 'HEAD') refuse(res, 405, { Allow: 'GET, HEAD' });
      else if (
        antiLeechKey !== undefined &&
        !isSigned(antiLeechKey, path, new URLSearchParams(search), clock())
      )
        refuse(res, 403);
      else serveFile(req, res, path.slice(PREFIX.length), dir);
      return true;
    },
  };
}

function serveFile(req: IncomingMessage, res: ServerResponse, file: string, root: string): void {
  send(req, `/${file}`, {
    root,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    etag: false,
  })
    .on('file', (_path: string, { size }: Stats) => widenSuffix(req, size))
    .on('headers', (_res: ServerResponse, _path: string, stat: Stats) => {
      res.setHeader('ETag', strongEtag(stat));
      res.setHeader('Cache-Control', 'no-cache');
    })
    .on('directory', () => refuse(res, 404))
    .on('error', (error: { status?: number }) => {
      // Paths that try to leave the folder are as unknown as any other.
      const { status = 500 } = error;
      refuse(res, status === 403 || status === 400 ? 404 : status);
    })
    .pipe(res);
}

/** A suffix longer than the file means all of it (RFC 9110, section 14.1.2); `send` answers 416. */
function widenSuffix(req: IncomingMessage, size: number): void {
  const [, suffix] = /^bytes=-(\d+)$/.exec(req.headers.range ?? '') ?? [];
  if (suffix !== undefined && Number(suffix) > size && size > 0) req.headers.range = 'bytes=0-';
}

function strongEtag({ size, mtimeMs, ino }: Stats): string {
  return `"${[size, Math.floor(mtimeMs * 1000), ino].map((part) => part.toString(16)).join('-')}"`;
}

function refuse(res: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(status, { ...headers, 'Content-Length': 0 }).end();
}
