/** Opens the drawings in MongoDB; one that is down is waited for. */
import { withTimeout } from '@weapp-samples/service';
import type { Collection, MongoClient } from 'mongodb';
import { bounded } from './bounded';
import type { OpenDrawingStore } from './drawing-store';
import { createMongoClient, isMongoOutage, type MongoOptions } from './mongo-client';
import {
  createIndexes,
  createMongoDrawingStore,
  type DrawingRow,
  drawingRows,
} from './mongo-drawing-store';
import { StoreUnavailableError } from './store-error';
import { untilDone } from './until-done';

export interface OpenMongoOptions extends MongoOptions {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Told each time the indexes could not be made. */
  readonly onFailure: (error: unknown) => void;
}

/** Milliseconds between two tries to make the indexes. */
const retryMs = 500;

/** How long the start waits for the indexes, in milliseconds. */
const startMs = 1500;

/** How long a server that hangs may hold up the end of the process, in milliseconds. */
const closeMs = 500;

/**
 * Opens the store and begins to make its indexes, which for a large collection goes on in the server
 * while tries to wait for it run out of time. Until they are there, drawings can be read and not saved;
 * a server that is down is not waited for longer than 1.5 s.
 *
 * @throws MongoParseError for a URI that cannot be
 */
export async function openMongoDrawingStore(options: OpenMongoOptions): Promise<OpenDrawingStore> {
  const { timeoutMs, now, random, onFailure } = options;
  const client = createMongoClient(options);
  const rows = drawingRows(client);
  const within = bounded(timeoutMs, isMongoOutage);
  const store = createMongoDrawingStore({ rows, maxTimeMs: timeoutMs, now, random });
  const indexes = untilDone(() => prepare(client, rows), { retryMs, onFailure });
  await withTimeout(indexes.firstTry, startMs, 'MongoDB is slow').catch(() => undefined);
  const withIndexes = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      indexes.check();
    } catch (cause) {
      throw new StoreUnavailableError('the indexes are not there yet', { cause });
    }
    return within(work);
  };
  return {
    name: 'MongoDB',
    save: (...save) => withIndexes(() => store.save(...save)),
    remove: (...remove) => within(() => store.remove(...remove)),
    list: (...list) => within(() => store.list(...list)),
    ping: () => withIndexes(async () => void (await client.db().command({ ping: 1 }))),
    close: async () => {
      const ending = Promise.all([indexes.stop(), client.close(true)]);
      // The driver says goodbye to the server, which may hang.
      await withTimeout(ending, closeMs, 'MongoDB hangs').catch(() => undefined);
    },
  };
}

/** A client whose first connection failed connects again by `connect` alone, not by its other calls. */
async function prepare(client: MongoClient, rows: Collection<DrawingRow>): Promise<void> {
  await client.connect();
  await createIndexes(rows);
}
