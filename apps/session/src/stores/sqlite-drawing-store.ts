/** Drawings in an embedded SQLite file: for development and for one machine. */
import type { DrawingItem } from '@weapp-samples/contracts';
import { type Bounded, bounded } from './bounded';
import type { DrawingPage, DrawingStore, OpenDrawingStore, PageOptions } from './drawing-store';
import { pageCutter } from './page';
import { isSqliteOutage, openSqliteFile, type SqliteFile } from './sqlite-file';

export interface SqliteDrawingStoreOptions {
  /** Path of the database file; made when it is not there. */
  readonly file: string;
  /** Milliseconds that any call may take. */
  readonly timeoutMs: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** `bytes` stands before `actions`, so that a page is measured without reading drawings. */
const schema = [
  `create table if not exists drawing (
     owner text not null, id text not null, place integer not null,
     bytes integer not null, actions text not null,
     unique (owner, id))`,
  'create index if not exists drawing_place on drawing (owner, place, bytes)',
];

/**
 * SQLite runs one writing statement at a time, over all processes that have the file open, so what
 * this one counts is still so when it writes: two saves at once cannot both become the 200th.
 */
const saveSql = `
  insert into drawing (owner, id, place, bytes, actions)
  select ?1, ?2, max(?3, 1 + coalesce((select max(place) from drawing where owner = ?1), 0)), ?4, ?5
  where (select count(*) from drawing where owner = ?1) < ?6
     or exists (select 1 from drawing where owner = ?1 and id = ?2)
  on conflict (owner, id) do update set bytes = excluded.bytes, actions = excluded.actions
  returning place`;

const removeSql = 'delete from drawing where owner = ?1 and id = ?2 returning place';

const measureSql = `
  select place, bytes from drawing where owner = ?1 and place < ?2 order by place desc limit ?3`;

const readSql = `
  select id, actions from drawing
  where owner = ?1 and place < ?2 and place >= ?3 order by place desc`;

/** Opens the store. */
export async function openSqliteDrawingStore({
  file,
  timeoutMs,
  now,
}: SqliteDrawingStoreOptions): Promise<OpenDrawingStore> {
  const database = await openSqliteFile(file);
  for (const statement of schema) await database.all(statement);
  const within = bounded(timeoutMs, isSqliteOutage);
  return {
    name: 'SQLite file',
    ...writing(database, within, now),
    list: (owner, options) => within(() => list(database, owner, options)),
    ping: () => within(async () => void (await database.all('select 1'))),
    close: () => database.close(),
  };
}

function writing(
  database: SqliteFile,
  within: Bounded,
  now: () => number,
): Pick<DrawingStore, 'save' | 'remove'> {
  return {
    save: (owner, { id, actions }, maxDrawings) =>
      within(async () => {
        const bytes = Buffer.byteLength(actions);
        const values = [owner, id, now(), bytes, actions, maxDrawings];
        const written = await database.all(saveSql, values);
        return written.length > 0 ? 'saved' : 'full';
      }),
    remove: (owner, id) => within(async () => void (await database.all(removeSql, [owner, id]))),
  };
}

async function list(
  database: SqliteFile,
  owner: string,
  options: PageOptions,
): Promise<DrawingPage> {
  const { limit, before = Number.MAX_SAFE_INTEGER } = options;
  const measured = (await database.all(measureSql, [owner, before, limit + 1])) as Measured[];
  const belongs = pageCutter(options);
  const page = measured.filter(({ bytes }) => belongs(bytes));
  const last = page.at(-1)?.place;
  if (last === undefined) return { drawings: [], next: null };
  const rows = (await database.all(readSql, [owner, before, last])) as DrawingItem[];
  const drawings = rows.map(({ id, actions }) => ({ id, actions }));
  return { drawings, next: page.length < measured.length ? last : null };
}

type Measured = { readonly place: number; readonly bytes: number };
