/** The store of the drawings: MongoDB where it is configured, else an SQLite file. */
import { join } from 'node:path';
import { type Logger, SettingsError } from '@weapp-samples/service';
import type { SessionConfig } from '../config';
import type { OpenDrawingStore } from './drawing-store';
import { openMongoDrawingStore } from './open-mongo';
import { openSqliteDrawingStore } from './sqlite-drawing-store';

/**
 * Opens the store. A MongoDB that is down is not waited for.
 *
 * @throws SettingsError for a MONGODB_URI that cannot be
 */
export async function openDrawingStore(
  config: SessionConfig,
  logger: Logger,
): Promise<OpenDrawingStore> {
  const { mongodbUri: uri, mongodbConnections: connections, databaseTimeoutMs: timeoutMs } = config;
  const clock = { now: Date.now };
  if (!uri) {
    const file = join(config.dataDir, 'session.sqlite');
    return openSqliteDrawingStore({ file, timeoutMs, ...clock });
  }
  const onFailure = (err: unknown) =>
    logger.error({ err }, 'MongoDB is not ready to take drawings, trying again');
  try {
    const random = Math.random;
    return await openMongoDrawingStore({
      uri,
      connections,
      timeoutMs,
      random,
      onFailure,
      ...clock,
    });
  } catch (cause) {
    // The driver's message may hold the URI, and with it the password.
    throw new SettingsError('MONGODB_URI is not an address of MongoDB that its driver can read', {
      cause,
    });
  }
}
