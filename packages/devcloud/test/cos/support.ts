/** A stand-in on a free port with a folder of its own, and an SDK client that knows it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import { encode, signature } from '../../src/cos/signature';
import { type CosStandIn, type CosStandInOptions, createCosStandIn } from '../../src/index';

export const credentials = { secretId: 'AKIDtest', secretKey: 'a-secret-of-the-tests' };
export const Bucket = 'album-1250000000';
export const Region = 'ap-guangzhou';

export interface Started {
  readonly standIn: CosStandIn;
  readonly url: string;
  readonly dataDir: string;
  readonly cos: COS;
  /** Closes the stand-in and starts another one over the same folder. */
  restart(options?: Partial<CosStandInOptions>): Promise<Started>;
  stop(): Promise<void>;
}

/** Starts a stand-in over a new folder, or over the one given. */
export async function start(options: Partial<CosStandInOptions> = {}): Promise<Started> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cos-')));
  const standIn = createCosStandIn({ credentials, ...options, dataDir });
  const { url } = await standIn.listen();
  return {
    standIn,
    url,
    dataDir,
    cos: sdk(standIn.domain),
    async restart(changed = {}) {
      await standIn.close();
      return start({ ...options, ...changed, dataDir });
    },
    async stop() {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The real SDK, told nothing but where the bucket is. */
export function sdk(domain: string, options: COS.COSOptions = {}): COS {
  const { secretId: SecretId, secretKey: SecretKey } = credentials;
  return new COS({ SecretId, SecretKey, Domain: domain, Protocol: 'http:', ...options });
}

/** The Authorization of a request of our own making; nothing but method, path and query is signed. */
export function authorize(
  method: string,
  key: string,
  params: Array<[string, string]> = [],
): string {
  const now = Math.floor(Date.now() / 1000);
  const keyTime = `${now - 1};${now + 600}`;
  const digest = signature(
    { method, path: `/${key}`, headers: [], params },
    { secretKey: credentials.secretKey, keyTime, signTime: keyTime },
  );
  const list = params.map(([name]) => encode(name).toLowerCase()).sort();
  return (
    `q-sign-algorithm=sha1&q-ak=${credentials.secretId}&q-sign-time=${keyTime}` +
    `&q-key-time=${keyTime}&q-header-list=&q-url-param-list=${list.join(';')}&q-signature=${digest}`
  );
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A signed request by node:http, which leaves dots and slashes of a path alone as fetch does not. */
export function sendRaw(
  { standIn }: Pick<Started, 'standIn'>,
  method: string,
  key: string,
  body = '',
  more: Record<string, string> = {},
): Promise<RawAnswer> {
  const [host, port] = standIn.domain.split(':');
  const path = `/${encode(key).replaceAll('%2F', '/')}`;
  const headers = {
    authorization: authorize(method, key),
    'content-length': String(Buffer.byteLength(body)),
    ...more,
  };
  return new Promise((resolve, reject) => {
    const sending = request({ host, port, method, path, headers }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('error', reject);
      res.on('end', () =>
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sending.on('error', reject).end(body);
  });
}

/** Status and code of a refusal. */
export async function refusal(answer: Response | RawAnswer): Promise<string> {
  const body = answer instanceof Response ? await answer.text() : answer.body;
  return `${answer.status} ${/<Code>(.*?)<\/Code>/.exec(body)?.[1]}`;
}
