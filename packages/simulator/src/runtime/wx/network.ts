/** Requests, uploads and downloads, with WeChat's limits. */
import { files } from '../file_store';
import { phone } from '../phone';
import { ApiError, type ApiGroup, listenerPair, type Options, requireOption, taskApi } from './api';
import { type Transfer, transfer } from './transfer';

/** Default and longest wait, milliseconds. */
const TIMEOUT = 60_000;
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
