/** The MongoDB client: every wait bounded, every write acknowledged by a majority. */
import {
  MongoClient,
  MongoError,
  MongoInvalidArgumentError,
  MongoServerError,
  MongoWriteConcernError,
} from 'mongodb';

export interface MongoOptions {
  readonly uri: string;
  /** Most connections of this process. */
  readonly connections: number;
  /** Milliseconds for each step of a call. */
  readonly timeoutMs: number;
}

/** A known outage is answered soon; a change of the primary takes longer and is the client's to retry. */
const longestSelectionMs = 1000;

/**
 * Makes a client; it connects with the first call and again whenever it has to. What is set here goes
 * before what the URI says.
 *
 * @throws MongoParseError for a URI that cannot be
 */
export function createMongoClient({ uri, connections, timeoutMs }: MongoOptions): MongoClient {
  return new MongoClient(uri, {
    appName: 'weapp-samples-session',
    maxPoolSize: connections,
    serverSelectionTimeoutMS: Math.min(timeoutMs, longestSelectionMs),
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: timeoutMs,
    waitQueueTimeoutMS: timeoutMs,
    writeConcern: { w: 'majority', wtimeoutMS: timeoutMs },
    readPreference: 'primary',
    // Only well-formed text is ever stored, and looking at each character again is slow.
    enableUtf8Validation: false,
  });
}

/**
 * Server errors that say that it cannot work now: not reachable, shutting down, no primary, too slow,
 * out of disk, or that we are not let in. Numbers of MongoDB's error_codes.yml.
 */
const outages = new Set([
  6, 7, 13, 18, 50, 63, 64, 89, 91, 134, 189, 262, 9001, 10058, 10107, 11600, 11602, 13388, 13435,
  13436, 14031,
]);

/** The driver lets some errors of its sockets through as Node gives them. */
const socketErrors = /^(E[A-Z]+|ERR_(STREAM|SOCKET|TLS|SSL)_\w+)$/;

/** Whether MongoDB could not be used, as opposed to a command that is wrong. */
export function isMongoOutage(error: unknown): boolean {
  if (error instanceof MongoWriteConcernError) return true;
  if (error instanceof MongoServerError) return outages.has(Number(error.code));
  if (error instanceof MongoError) return !(error instanceof MongoInvalidArgumentError);
  return socketErrors.test(String((error as { code?: unknown } | null)?.code));
}

/** Whether a unique index refused a write. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 11000;
}
