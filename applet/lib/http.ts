/**
 * The one HTTP client: session header, time limits, and when the session has expired one shared login and one replay,
 * for requests, uploads and downloads alike.
 */
import { timeouts } from './config';
import { fromAnswer, fromErrMsg, loginRefused } from './errors';
import type { Session } from './session';

export interface HttpDeps {
  readonly wx: Pick<WechatMiniprogram.Wx, 'request' | 'uploadFile' | 'downloadFile'>;
  readonly server: () => string;
  readonly session: Session;
}

/** The envelope around every answer. */
export interface Answer<T> {
  readonly data: T;
  /** Where the next page begins, on lists that have pages. */
  readonly next: string | number | null;
}

export interface UploadOptions {
  /** A path of the server, or an absolute address that gets no session. */
  readonly url: string;
  readonly filePath: string;
  readonly name: string;
  readonly formData?: Record<string, string>;
  /** Told the percentage, 0 to 100. */
  readonly onProgress?: (percent: number) => void;
}

export interface Http {
  /** @throws RequestError */
  get<T>(path: string, query?: Record<string, string | number | undefined>): Promise<Answer<T>>;
  /** @throws RequestError */
  post<T>(path: string, body?: object): Promise<Answer<T>>;
  /** Sends a file; resolves to what the server answered. @throws RequestError */
  upload<T>(options: UploadOptions): Promise<Answer<T>>;
  /** Fetches a file; resolves to its temporary path. @throws RequestError */
  download(url: string): Promise<string>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

interface Envelope {
  readonly code?: number;
  readonly msg?: string;
  readonly reason?: string;
  readonly data?: unknown;
  readonly next?: string | number | null;
}

type Headers = Record<string, string>;

/** Creates the client. */
export function createHttp({ wx, server, session }: HttpDeps): Http {
  const absolute = (url: string) => (/^https?:/.test(url) ? url : server() + url);

  /** Runs `send` with the session's header, and once more after a login if the session had expired. */
  async function withSession(send: (headers: Headers) => Promise<Reply>): Promise<Envelope> {
    await session.login().catch(() => undefined);
    const token = session.token();
    const first = await send(sessionHeader(token));
    if (!isExpired(first)) return opened(first);
    await session.renew(token);
    return opened(await send(sessionHeader(session.token())));
  }

  const request = async <T>(method: 'GET' | 'POST', url: string, data?: object) => {
    const envelope = await withSession((header) => ask(wx, absolute(url), method, data, header));
    return answerOf<T>(envelope);
  };

  return {
    get: (path, query = {}) => request('GET', path + queryString(query)),
    post: (path, body = {}) => request('POST', path, body),
    async upload<T>(options: UploadOptions) {
      const outside = /^https?:/.test(options.url);
      const send = (header: Headers) => sendFile(wx, absolute(options.url), options, header);
      if (!outside) return answerOf<T>(await withSession(send));
      const { status } = await send({});
      if (status < 200 || status > 299) throw fromAnswer(status, undefined);
      return { data: undefined as T, next: null };
    },
    download: (url) => fetchFile(wx, absolute(url)),
  };
}

function sessionHeader(token: string | undefined): Headers {
  return token ? { 'X-WX-Session': token } : {};
}

function isExpired({ status, body }: Reply): boolean {
  return status === 401 && (body as Envelope | null)?.reason === 'ERR_SESSION_EXPIRED';
}

function opened({ status, body }: Reply): Envelope {
  const envelope = (body ?? {}) as Envelope;
  if (status === 200 && envelope.code === 0) return envelope;
  if (status === 401) throw loginRefused();
  throw fromAnswer(status, envelope.msg);
}

function answerOf<T>({ data, next = null }: Envelope): Answer<T> {
  return { data: data as T, next };
}

/** `?a=1&b=2` of what is set; mini-programs have no URLSearchParams. */
export function queryString(query: Record<string, string | number | undefined>): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function ask(
  wx: HttpDeps['wx'],
  url: string,
  method: 'GET' | 'POST',
  data: object | undefined,
  header: Headers,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    wx.request({
      url,
      method,
      data: data as WechatMiniprogram.IAnyObject | undefined,
      header,
      timeout: timeouts.request,
      success: ({ statusCode, data: body }) => resolve({ status: statusCode, body }),
      fail: ({ errMsg }) => reject(fromErrMsg(errMsg)),
    });
  });
}

function sendFile(
  wx: HttpDeps['wx'],
  url: string,
  { filePath, name, formData = {}, onProgress }: UploadOptions,
  header: Headers,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const task = wx.uploadFile({
      url,
      filePath,
      name,
      formData,
      header,
      timeout: timeouts.file,
      success: ({ statusCode, data }) => resolve({ status: statusCode, body: parsed(data) }),
      fail: ({ errMsg }) => reject(fromErrMsg(errMsg)),
    });
    if (onProgress) task.onProgressUpdate(({ progress }) => onProgress(progress));
  });
}

/** `wx.uploadFile` gives text, whatever the type of the answer is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fetchFile(wx: HttpDeps['wx'], url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      timeout: timeouts.file,
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode === 200) resolve(tempFilePath);
        else reject(fromAnswer(statusCode, undefined));
      },
      fail: ({ errMsg }) => reject(fromErrMsg(errMsg)),
    });
  });
}
