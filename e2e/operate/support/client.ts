/** A client that speaks HTTPS, trusts one authority, and tells every failure apart from an answer. */
import { Agent, request } from 'node:https';

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON. @throws SyntaxError */
  json(): Envelope;
}

/** Only what a test asks for needs to be there. */
export interface Envelope {
  readonly code: number;
  readonly msg: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into it freely
  readonly data: any;
  readonly error?: { readonly reason: string };
}

export interface Client {
  (path: string, ask?: Ask): Promise<Answer>;
  close(): void;
}

/** @param url of the server, whose paths are then sent as they are given; `ca` the authority, PEM */
export function createClient(url: string, ca: string, { maxSockets = 256 } = {}): Client {
  const { hostname: host, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets, ca });
  const ask = (path: string, { method, headers = {}, body, timeoutMs = 20_000 }: Ask = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const options = { agent, host, port, path, method: method ?? (body ? 'POST' : 'GET') };
      const sent = request({ ...options, headers: { ...headers } }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('error', reject);
        res.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const { statusCode: status = 0, headers: received } = res;
          resolve({ status, headers: received, text, json: () => JSON.parse(text) });
        });
      });
      sent.setTimeout(timeoutMs, () => sent.destroy(new Error(`no answer from ${path}`)));
      sent.on('error', reject);
      sent.end(body);
    });
  return Object.assign(ask, { close: () => agent.destroy() });
}

/** A JSON body and its header. */
export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): Ask {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** A multipart form with one file. */
export function form(
  field: string,
  file: Buffer,
  headers: Readonly<Record<string, string>> = {},
): Ask {
  const boundary = 'operate-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="photo.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const type = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  return { method: 'POST', headers: { ...type, ...headers }, body };
}

/** Bytes that begin and end as a JPEG does. */
export function jpeg(size = 2048): Buffer {
  const bytes = Buffer.alloc(size, 7);
  bytes.set([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);
  bytes.set([0xff, 0xd9], size - 2);
  return bytes;
}
