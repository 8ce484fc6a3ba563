/**
 * Drawings in MongoDB.
 *
 * The limit on drawings is in the database, without transactions, which a standalone server does not
 * have: an owner has as many slots as drawings are allowed, each drawing takes one, and a unique index on
 * owner and slot lets no two drawings have the same. A new drawing takes a random slot of those that are
 * free; when another save was faster there, it looks again. So saves at once, in any number of processes,
 * never exceed the limit; a process that dies on the way leaves no counter behind that is wrong; and a
 * deletion is one deletion.
 */
import type { DrawingItem } from '@weapp-samples/contracts';
import type { Collection, MongoClient } from 'mongodb';
import type { DrawingPage, DrawingStore, PageOptions } from './drawing-store';
import { isDuplicate } from './mongo-client';
import { pageCutter } from './page';
import { freePlace, slotOf } from './slots';
import { StoreUnavailableError } from './store-error';

/** A drawing as it is stored. `slot` is a part of `place`, see slots.ts. */
export interface DrawingRow extends DrawingItem {
  readonly owner: string;
  readonly slot: number;
  readonly place: number;
}

export interface MongoDrawingStoreOptions {
  readonly rows: Collection<DrawingRow>;
  /** Milliseconds the server may work on one command. */
  readonly maxTimeMs: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Where the drawings are, in the database that the URI names. */
export function drawingRows(client: MongoClient): Collection<DrawingRow> {
  return client.db().collection<DrawingRow>('drawings');
}

/** Makes the indexes, where they are not there yet. No drawing may be saved before. */
export async function createIndexes(rows: Collection<DrawingRow>): Promise<void> {
  // One by one: FerretDB 1.24 breaks off when it is asked for several that it has.
  await rows.createIndex({ owner: 1, id: 1 }, { unique: true });
  await rows.createIndex({ owner: 1, slot: 1 }, { unique: true });
  await rows.createIndex({ owner: 1, place: -1 });
}

/** How often a save looks for a slot; each time another save of the same owner must have been faster. */
const mostTries = 500;

/** The store over a collection that has its indexes. Throws what the driver throws. */
export function createMongoDrawingStore(options: MongoDrawingStoreOptions): DrawingStore {
  const { rows, maxTimeMs: maxTimeMS } = options;
  return {
    save: (owner, drawing, maxDrawings) => save(options, owner, drawing, maxDrawings),
    remove: async (owner, id) => void (await rows.deleteOne({ owner, id }, { maxTimeMS })),
    list: (owner, page) => list(options, owner, page),
  };
}

async function save(
  options: MongoDrawingStoreOptions,
  owner: string,
  drawing: DrawingItem,
  maxDrawings: number,
): Promise<'saved' | 'full'> {
  for (let tries = 0; tries < mostTries; tries++) {
    if (await replaced(options, owner, drawing)) return 'saved';
    const place = await findPlace(options, owner, maxDrawings);
    // Another save of this very drawing may have taken the last slot.
    if (place === undefined) return (await replaced(options, owner, drawing)) ? 'saved' : 'full';
    if (await inserted(options, { owner, ...drawing, place, slot: slotOf(place) })) return 'saved';
  }
  throw new StoreUnavailableError('too many saves at once');
}

async function replaced(
  { rows, maxTimeMs: maxTimeMS }: MongoDrawingStoreOptions,
  owner: string,
  { id, actions }: DrawingItem,
): Promise<boolean> {
  const result = await rows.updateOne({ owner, id }, { $set: { actions } }, { maxTimeMS });
  return result.matchedCount > 0;
}

/** Reads places alone, out of their index: an owner's drawings may be 100 MB. */
async function findPlace(
  { rows, maxTimeMs: maxTimeMS, now, random }: MongoDrawingStoreOptions,
  owner: string,
  maxDrawings: number,
): Promise<number | undefined> {
  const projection = { _id: 0, place: 1 };
  const taken = await rows
    .find({ owner }, { projection, sort: { place: -1 }, maxTimeMS })
    .toArray();
  const places = taken.map(({ place }) => place);
  return freePlace(places, { slots: maxDrawings, now: now(), random });
}

/** false: the slot or the id has just been taken. */
async function inserted(
  { rows, maxTimeMs: maxTimeMS }: MongoDrawingStoreOptions,
  row: DrawingRow,
): Promise<boolean> {
  try {
    await rows.insertOne({ ...row }, { maxTimeMS });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function list(
  { rows, maxTimeMs: maxTimeMS }: MongoDrawingStoreOptions,
  owner: string,
  page: PageOptions,
): Promise<DrawingPage> {
  const { limit, before } = page;
  const filter = { owner, ...(before !== undefined && { place: { $lt: before } }) };
  const cursor = rows.find(filter, {
    projection: { _id: 0, id: 1, actions: 1, place: 1 },
    sort: { place: -1 },
    limit: limit + 1,
    maxTimeMS,
  });
  const belongs = pageCutter(page);
  const drawings: DrawingItem[] = [];
  let last: number | null = null;
  // A cursor that is left closes itself: what lies beyond the page is not brought here.
  for await (const { id, actions, place } of cursor) {
    if (!belongs(Buffer.byteLength(actions))) return { drawings, next: last };
    drawings.push({ id, actions });
    last = place;
  }
  return { drawings, next: null };
}
