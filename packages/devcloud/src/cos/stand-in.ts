/** The COS stand-in: one bucket of Tencent COS on a port of this machine, its files in a folder. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { assertDevelopment } from '../development-only';
import type { Credentials } from './credentials';
import type { Bucket } from './exchange';
import { Faults } from './faults';
import { type CosLog, type ServeOptions, serve } from './serve';
import { ObjectStore } from './storage/object-store';
import { UploadStore } from './storage/upload-store';
import { TemporaryKeyStore, type TemporaryKeys, type TemporaryKeysRequest } from './temporary-keys';

export interface CosStandInOptions {
  /** Folder of the bucket; made when it is missing. */
  readonly dataDir: string;
  /** The one key pair that may write. */
  readonly credentials: Credentials;
  /** Name with APPID; default `album-1250000000`. */
  readonly bucket?: string;
  /** Default `ap-guangzhou`. */
  readonly region?: string;
  /** Now in milliseconds since 1970; default the machine's clock. */
  readonly clock?: () => number;
  readonly log?: CosLog;
  /**
   * Sync every object to the disk before it is acknowledged; default false. Without it an object
   * survives a crash of the process, but not a power cut right after; with it every upload costs
   * a sync of file and folder, which a development machine need not pay.
   */
  readonly durable?: boolean;
  /** `NODE_ENV`, where the caller knows it. */
  readonly nodeEnv?: string | undefined;
}

export interface CosStandIn {
  /** Opens the folder and the port (default any free one on 127.0.0.1). @returns itself */
  listen(where?: { readonly port?: number; readonly host?: string }): Promise<CosStandIn>;
  /** The address while it listens, as in `http://127.0.0.1:9000`. */
  readonly url: string;
  /** `host:port`, what the SDK's `Domain` option takes. */
  readonly domain: string;
  readonly faults: Faults;
  /**
   * Gives out temporary keys, as `getCredential` of qcloud-cos-sts does. Requests signed with them
   * bring the token in `x-cos-security-token`, and may do what the policy allows while they live.
   */
  issueTemporaryKeys(request: TemporaryKeysRequest): TemporaryKeys;
  /**
   * Stops within a second: what is nearly done is finished, the rest is cut and leaves nothing.
   */
  close(): Promise<void>;
}

/** The options with their defaults. */
type Settled = Required<
  Pick<CosStandInOptions, 'dataDir' | 'credentials' | 'bucket' | 'region' | 'clock' | 'durable'>
>;

/** How long requests under way may go on once the stand-in closes. */
const GRACE_MS = 300;
const KEEP_ALIVE_MS = 60_000;

/**
 * Makes a stand-in; it opens nothing before `listen`.
 *
 * @example
 * const cos = createCosStandIn({ dataDir: '.data/cos', credentials: { secretId, secretKey } });
 * await cos.listen({ port: 9000 });
 * new COS({ SecretId: secretId, SecretKey: secretKey, Domain: cos.domain, Protocol: 'http:' });
 *
 * @throws Error in production
 */
export function createCosStandIn(options: CosStandInOptions): CosStandIn {
  assertDevelopment({ NODE_ENV: options.nodeEnv });
  const {
    bucket = 'album-1250000000',
    region = 'ap-guangzhou',
    clock = Date.now,
    durable = false,
  } = options;
  const settled: Settled = { ...options, bucket, region, clock, durable };
  const prefix = resourcePrefix(bucket, region);
  const keys = new TemporaryKeyStore({ resourcePrefix: prefix, clock, random: randomBytes });
  const faults = new Faults();
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  let server: Server | undefined;

  const serveOptions = (): ServeOptions => ({
    bucket: openBucket(settled, keys),
    faults,
    log: options.log,
    requestId: createRequestIds(),
    signal: closing.signal,
  });

  /** The folder is opened once the port is ours: whoever has the port may have the folder too. */
  async function open(port: number, host: string): Promise<Server> {
    let served: ServeOptions | undefined;
    const made = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (req, res) => {
      const work = serve(req, res, served as ServeOptions).finally(() => running.delete(work));
      running.add(work);
    });
    await listening(made, port, host, () => {
      served = serveOptions();
    });
    return made;
  }

  return {
    faults,
    issueTemporaryKeys: (request) => keys.issue(request),
    get domain() {
      return addressOf(server);
    },
    get url() {
      return `http://${addressOf(server)}`;
    },
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      server = await open(port, host);
      return this;
    },
    async close() {
      closing.abort();
      if (server !== undefined) await drain(server, running);
    },
  };
}

function openBucket(options: Settled, keys: TemporaryKeyStore): Bucket {
  const { dataDir, clock, durable, credentials, bucket: name, region } = options;
  const dir = join(dataDir, name);
  const objects = new ObjectStore({ dir, clock, durable });
  const uploads = new UploadStore({ dir, clock, objects });
  const owner = { secretKey: credentials.secretKey, allows: () => true };
  const principalOf: Bucket['principalOf'] = (secretId, token) =>
    secretId === credentials.secretId && !token ? owner : keys.find(secretId, token);
  return { name, region, objects, uploads, clock, principalOf };
}

function resourcePrefix(name: string, region: string): string {
  return `qcs::cos:${region}:uid/${name.slice(name.lastIndexOf('-') + 1)}:${name}/`;
}

function createRequestIds(): () => string {
  const prefix = randomBytes(8).toString('hex');
  let count = 0;
  return () => Buffer.from(`${prefix}_${(count++).toString(16)}`).toString('base64url');
}

/** @param ready runs before the first request can come; when it throws the port is given back */
function listening(server: Server, port: number, host: string, ready: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      try {
        resolve(ready());
      } catch (error) {
        server.close();
        reject(error);
      }
    });
  });
}

async function drain(server: Server, running: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(cut);
  await Promise.all(running);
}

function addressOf(server: Server | undefined): string {
  const address = server?.address() as AddressInfo | null | undefined;
  if (!address) throw new Error('devcloud: the COS stand-in does not listen');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `${host}:${address.port}`;
}
