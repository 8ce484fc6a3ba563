/** Carries bytes for requests, uploads and downloads: ten at a time, over the relay when another origin is meant. */
import { phone } from '../phone';
import { mapHost } from '../sources';
import { ApiError } from './api';
import { logNetwork } from './network_log';

/** Most transfers at the same time. */
const LIMIT = 10;
/** How long a transfer goes on in the background, milliseconds. */
const BACKGROUND = 5000;

let running = 0;
const waiting: (() => void)[] = [];

/** Waits for one of the ten places. */
async function enter(): Promise<void> {
  if (running < LIMIT) running += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

/** Gives the place to the next one that waits. */
function leave(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}

/** Headers a browser sets itself and complains about. */
const FORBIDDEN =
  /^(referer|user-agent|cookie|host|origin|connection|content-length|accept-encoding|transfer-encoding|date|expect|keep-alive|te|trailer|upgrade|via|sec-.*|proxy-.*)$/i;

/** One transfer as it goes out. */
export interface Transfer {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body?: XMLHttpRequestBodyInit | null;
  readonly timeout: number;
  readonly kind: 'request' | 'upload' | 'download';
  readonly shown?: unknown;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
  readonly body: ArrayBuffer;
}

/** How far a transfer is. */
export type Progress = { progress: number; loaded: number; total: number };

interface Running {
  readonly done: Promise<Answer>;
  readonly abort: () => void;
}

/** Sends over the relay when the address belongs to another origin. */
function open(xhr: XMLHttpRequest, { method, url, headers }: Transfer): void {
  const target = new URL(mapHost(url), location.href);
  const { relay } = phone.settings;
  const crosses = target.origin !== location.origin && relay !== null;
  xhr.open(method, crosses ? '/__sim/relay' : target.href);
  if (crosses) {
    xhr.setRequestHeader('x-sim-token', relay);
    xhr.setRequestHeader('x-sim-url', target.href);
    const bytes = new TextEncoder().encode(JSON.stringify(headers));
    xhr.setRequestHeader('x-sim-headers', btoa(String.fromCharCode(...bytes)));
    const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
    if (type) xhr.setRequestHeader('content-type', type[1]);
    return;
  }
  for (const [name, value] of Object.entries(headers))
    if (!FORBIDDEN.test(name)) xhr.setRequestHeader(name, value);
}

/** Starts a transfer; it waits for its turn. */
export function transfer(
  options: Transfer,
  events: {
    headers: (value: object) => void;
    up: (value: Progress) => void;
    down: (value: Progress) => void;
  },
): Running {
  const xhr = new XMLHttpRequest();
  let aborted = false;
  let interrupt: ReturnType<typeof setTimeout> | undefined;
  let reason = 'abort';
  const log = logNetwork({
    kind: options.kind,
    method: options.method,
    url: options.url,
    request: options.shown,
    requestHeaders: options.headers,
  });

  function stop(why: string) {
    aborted = true;
    reason = why;
    xhr.abort();
  }

  const unhide = phone.bus.on('appHide', () => {
    interrupt = setTimeout(() => stop('interrupted'), BACKGROUND);
  });
  const unshow = phone.bus.on('appShow', () => clearTimeout(interrupt));

  async function run(): Promise<Answer> {
    await enter();
    try {
      if (aborted) throw new ApiError(reason);
      if (!phone.online) throw new ApiError('net::ERR_INTERNET_DISCONNECTED', { errno: 600003 });
      const answer = await send();
      log.finish({ status: answer.status, responseHeaders: answer.headers, response: answer.body });
      return answer;
    } catch (error) {
      log.finish({ status: (error as Error).message });
      throw error;
    } finally {
      leave();
      unhide();
      unshow();
      clearTimeout(interrupt);
    }
  }

  function send(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      try {
        open(xhr, options);
      } catch {
        reject(new ApiError(`invalid url "${options.url}"`, { errno: 600009 }));
        return;
      }
      xhr.responseType = 'arraybuffer';
      xhr.timeout = options.timeout;
      xhr.upload.onprogress = (event) => events.up(progressOf(event));
      xhr.onprogress = (event) => events.down(progressOf(event));
      xhr.onreadystatechange = () => {
        if (xhr.readyState === XMLHttpRequest.HEADERS_RECEIVED && xhr.status > 0) {
          const { headers, cookies } = headersOf(xhr);
          events.headers({ header: headers, cookies, statusCode: xhr.status });
        }
      };
      xhr.onload = () => {
        const failed = xhr.getResponseHeader('x-sim-error');
        if (failed !== null)
          reject(new ApiError(describeFailure(decodeURIComponent(failed)), { errno: 600001 }));
        else resolve({ status: xhr.status, ...headersOf(xhr), body: xhr.response });
      };
      xhr.onerror = () => reject(new ApiError('net::ERR_CONNECTION_FAILED', { errno: 600001 }));
      xhr.ontimeout = () => reject(new ApiError('timeout', { errno: 5 }));
      xhr.onabort = () => reject(new ApiError(reason));
      xhr.send(options.body ?? null);
    });
  }

  return { done: run(), abort: () => stop('abort') };
}

function describeFailure(reason: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return 'net::ERR_NAME_NOT_RESOLVED';
  if (/ECONNREFUSED/.test(reason)) return 'net::ERR_CONNECTION_REFUSED';
  if (/timeout/i.test(reason)) return 'timeout';
  if (/certificate|self.signed/i.test(reason)) return 'net::ERR_CERT_AUTHORITY_INVALID';
  return `net::ERR_CONNECTION_FAILED (${reason})`;
}

function progressOf(event: ProgressEvent): Progress {
  const progress = event.total > 0 ? Math.round((event.loaded / event.total) * 100) : 0;
  return { progress, loaded: event.loaded, total: event.total };
}

function headersOf(xhr: XMLHttpRequest): { headers: Record<string, string>; cookies: string[] } {
  const packed = xhr.getResponseHeader('x-sim-headers');
  if (packed !== null) {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const { 'set-cookie': cookies = [], ...rest } = JSON.parse(new TextDecoder().decode(bytes));
    const headers = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [properCase(name), String(value)]),
    );
    if (cookies.length > 0) headers['Set-Cookie'] = cookies.join(',');
    return { headers, cookies };
  }
  const lines = xhr
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/)
    .filter(Boolean);
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(': ');
      return [properCase(line.slice(0, at)), line.slice(at + 2)];
    }),
  );
  return { headers, cookies: [] };
}

/** Browsers lower the names; programs written for phones look for `Content-Type`. */
function properCase(name: string): string {
  return name.replace(
    /(^|-)([a-z])/g,
    (_all, dash: string, letter: string) => dash + letter.toUpperCase(),
  );
}
