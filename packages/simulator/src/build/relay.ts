/**
 * Carries requests of the program to other origins, which a browser page may not call by itself.
 * A phone has no such rule, so a program that works there must work here. Only pages that know the token may use it.
 */
import { timingSafeEqual } from 'node:crypto';
import { type IncomingMessage, request as plainRequest, type ServerResponse } from 'node:http';
import { request as secureRequest } from 'node:https';

/** Longest wait for another server, milliseconds: WeChat's own limit. */
const TIMEOUT = 60_000;
const MAX_REDIRECTS = 5;
const HOP =
  /^(host|connection|content-length|transfer-encoding|keep-alive|upgrade|te|trailer|accept-encoding)$/i;

/** What the page asks for: the address and the headers as the program wrote them. */
interface Wanted {
  readonly url: URL;
  readonly headers: Record<string, string>;
}

/**
 * Answers one request of the page with the answer of another server: `GET /relay?token=&url=` or any method with
 * `x-sim-token`, `x-sim-url` and `x-sim-headers` (base64 JSON).
 */
export function relay(req: IncomingMessage, res: ServerResponse, token: string): void {
  const query = new URL(req.url ?? '/', 'http://page').searchParams;
  const given = String(req.headers['x-sim-token'] ?? query.get('token') ?? '');
  if (!same(given, token)) {
    refuse(res, 403, 'wrong token');
    return;
  }
  const wanted = parse(req, query);
  if (wanted === undefined) refuse(res, 400, 'no address');
  else forward(req, res, wanted, MAX_REDIRECTS);
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function parse(req: IncomingMessage, query: URLSearchParams): Wanted | undefined {
  const address = String(req.headers['x-sim-url'] ?? query.get('url') ?? '');
  if (!URL.canParse(address) || !/^https?:/.test(address)) return undefined;
  const packed = req.headers['x-sim-headers'];
  try {
    const headers = packed ? JSON.parse(Buffer.from(String(packed), 'base64').toString()) : {};
    return { url: new URL(address), headers };
  } catch {
    return undefined;
  }
}

function forward(
  req: IncomingMessage,
  res: ServerResponse,
  { url, headers }: Wanted,
  redirects: number,
) {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const length = req.headers['content-length'];
  const type = req.headers['content-type'];
  const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.test(name)));
  const upstream = send(url, {
    method: req.method,
    headers: {
      // A form's type, with its boundary, comes from the browser; what the program set goes before it.
      ...(type && !hasType(sent) ? { 'content-type': type } : {}),
      ...sent,
      'accept-encoding': 'identity',
      ...(length ? { 'content-length': length } : {}),
    },
    timeout: TIMEOUT,
  });
  upstream.on('timeout', () => upstream.destroy(new Error('timeout')));
  upstream.on('error', (error) => refuse(res, 502, error.message));
  upstream.on('response', (answer) => {
    const next = redirectOf(answer, url);
    const safe = req.method === 'GET' || req.method === 'HEAD';
    if (next === undefined || !safe || redirects === 0) return copy(answer, res);
    answer.resume();
    forward(req, res, { url: next, headers }, redirects - 1);
  });
  res.on('close', () => upstream.destroy());
  if (req.readableEnded) upstream.end();
  else req.pipe(upstream);
}

function hasType(headers: Record<string, string>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
}

function redirectOf(answer: IncomingMessage, base: URL): URL | undefined {
  const { location } = answer.headers;
  const status = answer.statusCode ?? 0;
  if (status < 300 || status > 399 || !location || !URL.canParse(location, base.href))
    return undefined;
  return new URL(location, base);
}

function copy(answer: IncomingMessage, res: ServerResponse) {
  const headers = Buffer.from(JSON.stringify(answer.headers)).toString('base64');
  const length = answer.headers['content-length'];
  res.writeHead(answer.statusCode ?? 502, {
    'content-type': answer.headers['content-type'] ?? 'application/octet-stream',
    ...(length ? { 'content-length': length } : {}),
    'cache-control': 'no-store',
    'x-sim-headers': headers,
  });
  answer.pipe(res);
}

function refuse(res: ServerResponse, status: number, message: string) {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(status, {
    'content-type': 'text/plain',
    'x-sim-error': encodeURIComponent(message),
  });
  res.end(message);
}
