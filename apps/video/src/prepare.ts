/** Makes the database ready: its tables, and the first catalogue; waits for a database that is not there yet. */
import { SettingsError } from '@weapp-samples/service';
import { readCatalogueFile } from './catalogue-file';
import type { Database } from './stores/database';
import { isOutage, StoreUnavailableError } from './stores/store-error';

export interface PrepareOptions {
  readonly database: Database;
  /** Imported when the catalogue is empty. */
  readonly catalogueFile: string | undefined;
  /** Milliseconds between two tries. */
  readonly retryMs: number;
  /** Told what was done, and each failed try. */
  readonly onEvent: (event: PrepareEvent) => void;
}

export type PrepareEvent =
  | { readonly kind: 'migrated'; readonly steps: readonly string[] }
  | { readonly kind: 'imported'; readonly videos: number }
  | { readonly kind: 'waiting'; readonly error: unknown };

/** How far the preparation is. */
export interface Preparation {
  /** @throws StoreUnavailableError until the tables are there */
  check(): void;
  stop(): void;
}

/** Refusals that waiting does not heal. */
const misconfigured = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'ER_NO_DB_ERROR',
]);

/**
 * Prepares the database. When it is down the service starts all the same and goes on trying, so
 * that the order in which machines come up does not matter.
 *
 * @throws SettingsError when MySQL refuses the user or knows no such database
 */
export async function prepare(options: PrepareOptions): Promise<Preparation> {
  let ready = false;
  let timer: NodeJS.Timeout | undefined;
  const attempt = async () => {
    try {
      await prepareOnce(options);
      ready = true;
    } catch (error) {
      if (isMisconfigured(error) || !isOutage(error)) throw error;
      options.onEvent({ kind: 'waiting', error });
      timer = setTimeout(again, options.retryMs).unref();
    }
  };
  const again = () =>
    attempt().catch((error: unknown) => {
      options.onEvent({ kind: 'waiting', error });
      timer = setTimeout(again, options.retryMs).unref();
    });
  await attempt().catch((error: unknown) => {
    throw isMisconfigured(error) ? explain(error) : error;
  });
  return {
    check: () => {
      if (!ready) throw new StoreUnavailableError('the tables are not there yet');
    },
    stop: () => clearTimeout(timer),
  };
}

async function prepareOnce({ database, catalogueFile, onEvent }: PrepareOptions): Promise<void> {
  const steps = await database.migrate();
  if (steps.length > 0) onEvent({ kind: 'migrated', steps });
  if (!catalogueFile || (await database.videos.count()) > 0) return;
  const videos = await readCatalogueFile(catalogueFile);
  if (await database.videos.addToEmpty(videos)) {
    onEvent({ kind: 'imported', videos: videos.length });
  }
}

function isMisconfigured(error: unknown): error is Error {
  return misconfigured.has(String((error as { code?: unknown }).code));
}

/** MySQL's text names user and host, never the password. */
function explain(error: Error): SettingsError {
  return new SettingsError(`MYSQL_URL does not work: ${error.message}`, { cause: error });
}
