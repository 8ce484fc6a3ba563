/** A stand-in on a free port with a folder of its own, and an SDK client that knows it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import COS from 'cos-nodejs-sdk-v5';
import { signature } from '../../src/cos/signature';
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

/** A request of our own making, signed in the header; the path is given percent-encoded. */
export function signedFetch(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const now = Math.floor(Date.now() / 1000);
  const keyTime = `${now - 1};${now + 600}`;
  const target = new URL(`http://unused${path}`);
  const params = [...target.searchParams];
  const digest = signature(
    {
      method: init.method ?? 'GET',
      path: decodeURIComponent(path.replace(/\?.*/s, '')),
      headers: [],
      params,
    },
    { secretKey: credentials.secretKey, keyTime, signTime: keyTime },
  );
  const list = params.map(([name]) => encodeURIComponent(name).toLowerCase()).sort();
  const authorization =
    `q-sign-algorithm=sha1&q-ak=${credentials.secretId}&q-sign-time=${keyTime}` +
    `&q-key-time=${keyTime}&q-header-list=&q-url-param-list=${list.join(';')}&q-signature=${digest}`;
  return fetch(url + path, { ...init, headers: { ...init.headers, authorization } });
}

/** Code and status of a refusal. */
export async function refusal(answer: Response): Promise<string> {
  const code = /<Code>(.*?)<\/Code>/.exec(await answer.text())?.[1];
  return `${answer.status} ${code}`;
}
