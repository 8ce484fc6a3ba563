/** Requests, uploads and downloads, with WeChat's limits. */
import { files } from '../file_store';
import { phone } from '../phone';
import { mapHost } from '../sources';
import { ApiError, type ApiGroup, listenerPair, type Options, requireOption, taskApi } from './api';
import { logNetwork } from './network_log';

/** Most transfers at the same time. */
const LIMIT = 10;
/** Default and longest wait, milliseconds. */
const TIMEOUT = 60_000;
/** How long a transfer goes on in the background, milliseconds. */
const BACKGROUND = 5000;

let running = 0;
const waiting: (() => void)[] = [];

/** Waits for one of the ten places. */
async function enter(): Promise<void> {
  if (running >= LIMIT) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}

function leave(): void {
  running -= 1;
  waiting.shift()?.();
}

/** Headers a browser sets itself and complains about. */
const FORBIDDEN =
  /^(referer|user-agent|cookie|host|origin|connection|content-length|accept-encoding|transfer-encoding|date|expect|keep-alive|te|trailer|upgrade|via|sec-.*|proxy-.*)$/i;

interface Transfer {
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

type Progress = { progress: number; loaded: number; total: number };

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

function transfer(
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

function timeoutOf(options: Options, kind: string): number {
  const configured = phone.manifest.app.networkTimeout?.[kind];
  return Math.min(TIMEOUT, options.timeout ?? configured ?? TIMEOUT);
}

function stringHeaders(header: unknown): Record<string, string> {
  const entries = Object.entries((header ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  );
}

function prepareRequest(options: Options): Transfer {
  const method = String(options.method ?? 'GET').toUpperCase();
  const headers = stringHeaders(options.header);
  const typeName =
    Object.keys(headers).find((name) => name.toLowerCase() === 'content-type') ?? 'content-type';
  headers[typeName] ??= 'application/json';
  const { data } = options;
  const common = {
    method,
    headers,
    timeout: timeoutOf(options, 'request'),
    kind: 'request' as const,
    shown: data,
  };
  if (method === 'GET' || method === 'HEAD')
    return { ...common, url: withQuery(options.url, data) };
  return { ...common, url: options.url, body: encodeBody(data, headers[typeName] ?? '') };
}

function withQuery(url: string, data: unknown): string {
  if (data === undefined || data === null || data === '') return url;
  const search = typeof data === 'string' ? data : formEncode(data as Record<string, unknown>);
  if (search === '') return url;
  const [path = '', old] = url.split('?');
  const given = new URLSearchParams(search);
  // A parameter in the data replaces the one in the address.
  const kept = (old ?? '')
    .split('&')
    .filter((part) => part && !given.has(decodeURIComponent(part.split('=')[0] ?? '')));
  return `${path}?${[...kept, search].join('&')}`;
}

function formEncode(data: Record<string, unknown>): string {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
    )
    .join('&');
}

function encodeBody(data: unknown, type: string): XMLHttpRequestBodyInit | null {
  if (data === undefined || data === null) return null;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (/x-www-form-urlencoded/i.test(type)) return formEncode(data as Record<string, unknown>);
  return JSON.stringify(data);
}

function decodeBody(
  body: ArrayBuffer,
  { dataType = 'json', responseType = 'text' }: Options,
): unknown {
  if (responseType === 'arraybuffer') return body;
  const text = new TextDecoder().decode(body);
  if (dataType !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function makeTask(kind: string) {
  const headers = listenerPair<object>(`${kind}.onHeadersReceived`);
  const up = listenerPair<object>(`${kind}.onProgressUpdate`);
  const down = listenerPair<object>(`${kind}.onProgressUpdate`);
  const chunk = listenerPair<object>(`${kind}.onChunkReceived`);
  return { headers, up, down, chunk };
}

function start(options: Transfer, names: { up?: string; down?: string }) {
  const events = makeTask(options.kind);
  const run = transfer(options, {
    headers: events.headers.emit,
    up: ({ progress, loaded, total }) =>
      names.up &&
      events.up.emit({ progress, totalBytesSent: loaded, totalBytesExpectedToSend: total }),
    down: ({ progress, loaded, total }) =>
      names.down &&
      events.down.emit({ progress, totalBytesWritten: loaded, totalBytesExpectedToWrite: total }),
  });
  const progress = names.up ? events.up : events.down;
  const task = {
    abort: run.abort,
    onHeadersReceived: events.headers.on,
    offHeadersReceived: events.headers.off,
    onProgressUpdate: progress.on,
    offProgressUpdate: progress.off,
    onChunkReceived: events.chunk.on,
    offChunkReceived: events.chunk.off,
  };
  return { run, task, chunk: events.chunk };
}

type Task = ReturnType<typeof start>['task'];

/** A task of a call that was wrong from the start; undefined when the check passes. */
function failed(check: () => void): { task: Task; done: Promise<object> } | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    const { headers, up, chunk } = makeTask('failed');
    const task = {
      abort: () => {},
      onHeadersReceived: headers.on,
      offHeadersReceived: headers.off,
      onProgressUpdate: up.on,
      offProgressUpdate: up.off,
      onChunkReceived: chunk.on,
      offChunkReceived: chunk.off,
    };
    return { task, done: Promise.reject(error) };
  }
}

const request = taskApi<Task>('request', (options) => {
  const bad = failed(() => requireOption(options, 'url', 'string'));
  if (bad) return bad;
  const { run, task, chunk } = start(prepareRequest(options), {});
  const done = run.done.then(({ status, headers, cookies, body }) => {
    if (options.enableChunked) chunk.emit({ data: body });
    return {
      data: options.enableChunked ? '' : decodeBody(body, options),
      statusCode: status,
      header: headers,
      cookies,
    };
  });
  return { task, done };
});

const uploadFile = taskApi<Task>('uploadFile', (options) => {
  const bad = failed(() => {
    for (const name of ['url', 'filePath', 'name']) requireOption(options, name, 'string');
    if (files.get(options.filePath) === undefined)
      throw new ApiError('file not found', { errno: 1300002 });
  });
  if (bad) return bad;
  const form = new FormData();
  for (const [name, value] of Object.entries(options.formData ?? {}))
    form.append(name, String(value));
  form.append(
    options.name,
    files.get(options.filePath) as Blob,
    options.fileName ?? options.filePath.split('/').pop(),
  );
  const headers = stringHeaders(options.header);
  // The browser writes the boundary.
  for (const name of Object.keys(headers))
    if (name.toLowerCase() === 'content-type') delete headers[name];
  const { run, task } = start(
    {
      method: 'POST',
      url: options.url,
      headers,
      body: form,
      timeout: timeoutOf(options, 'uploadFile'),
      kind: 'upload',
      shown: options.formData,
    },
    { up: 'sent' },
  );
  const done = run.done.then(({ status, headers: header, cookies, body }) => ({
    data: new TextDecoder().decode(body),
    statusCode: status,
    header,
    cookies,
  }));
  return { task, done };
});

const downloadFile = taskApi<Task>('downloadFile', (options) => {
  const bad = failed(() => requireOption(options, 'url', 'string'));
  if (bad) return bad;
  const { run, task } = start(
    {
      method: 'GET',
      url: options.url,
      headers: stringHeaders(options.header),
      timeout: timeoutOf(options, 'downloadFile'),
      kind: 'download',
    },
    { down: 'written' },
  );
  const done = run.done.then(async ({ status, headers, cookies, body }) => {
    const blob = new Blob([body], { type: headers['Content-Type'] ?? '' });
    const common = { statusCode: status, header: headers, cookies, dataLength: blob.size };
    if (options.filePath) return { ...common, filePath: await files.save(blob, options.filePath) };
    const named = /\.(\w{2,5})(?:[?#]|$)/.exec(new URL(options.url, location.href).pathname)?.[1];
    return { ...common, tempFilePath: files.addTemporary(blob, named) };
  });
  return { task, done };
});

export const network: ApiGroup = { request, uploadFile, downloadFile };
