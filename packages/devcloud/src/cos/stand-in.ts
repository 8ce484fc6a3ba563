/** The COS stand-in: one bucket of Tencent COS on a port of this machine, its files in a folder. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { assertDevelopment } from '../development-only';
import type { Credentials } from './credentials';
import { CosError } from './errors';
import type { Bucket } from './exchange';
import { Faults } from './faults';
import { type CosLog, serve } from './serve';
import { ObjectStore } from './storage/object-store';
import { UploadStore } from './storage/upload-store';

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
   * Stops within a second: what is nearly done is finished, the rest is cut and leaves nothing.
   */
  close(): Promise<void>;
}

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
  const faults = new Faults();
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  let server: Server | undefined;

  const start = (): Server => {
    const served = {
      bucket: openBucket(options),
      faults,
      log: options.log,
      requestId: createRequestIds(),
      signal: closing.signal,
    };
    const made = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (req, res) => {
      const work = serve(req, res, served).finally(() => running.delete(work));
      running.add(work);
    });
    return made;
  };

  return {
    faults,
    get domain() {
      return addressOf(server);
    },
    get url() {
      return `http://${addressOf(server)}`;
    },
    async listen({ port = 0, host = '127.0.0.1' } = {}) {
      server = start();
      await listening(server, port, host);
      return this;
    },
    async close() {
      closing.abort();
      if (server !== undefined) await drain(server, running);
    },
  };
}

function openBucket(options: CosStandInOptions): Bucket {
  const { dataDir, clock = Date.now, durable = false, credentials } = options;
  const { bucket: name = 'album-1250000000', region = 'ap-guangzhou' } = options;
  const dir = join(dataDir, name);
  const objects = new ObjectStore({ dir, clock, durable });
  const uploads = new UploadStore({ dir, clock, objects });
  return { name, region, objects, uploads, clock, secretOf: secretLookup(credentials) };
}

function secretLookup({ secretId, secretKey }: Credentials): Bucket['secretOf'] {
  return (asked) => {
    if (asked !== secretId) throw new CosError('InvalidAccessKeyId');
    return secretKey;
  };
}

function createRequestIds(): () => string {
  const prefix = randomBytes(8).toString('hex');
  let count = 0;
  return () => Buffer.from(`${prefix}_${(count++).toString(16)}`).toString('base64url');
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
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
