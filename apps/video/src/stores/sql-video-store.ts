/** The catalogue in SQL, the same queries for MySQL and SQLite. */
import type { Transaction } from 'kysely';
import type { Bounded } from './bounded';
import type { Tables, TablesDb } from './tables';
import type { KeyPage, NewVideo, VideoStore } from './video-store';

const columns = ['id', 'video_url', 'video_title', 'video_image'] as const;

/** The catalogue over an open database. */
export function createSqlVideoStore(db: TablesDb, { read, write }: Bounded): VideoStore {
  const newestFirst = () => db.selectFrom('video').select(columns).orderBy('id', 'desc');
  return {
    newest: ({ before, limit }: KeyPage) =>
      read(() =>
        newestFirst()
          .$if(before !== undefined, (query) => query.where('id', '<', before as number))
          .limit(limit)
          .execute(),
      ),
    skipping: (offset, limit) => read(() => newestFirst().limit(limit).offset(offset).execute()),
    count: () =>
      read(async () => {
        const counted = db.selectFrom('video').select(db.fn.countAll<number>().as('count'));
        return Number((await counted.executeTakeFirstOrThrow()).count);
      }),
    add: (videos) => write((alive) => inOrder(db, (trx) => insert(trx, videos), alive)),
    addToEmpty: (videos) =>
      write((alive) =>
        inOrder(
          db,
          async (trx) => {
            const any = await trx.selectFrom('video').select('id').limit(1).executeTakeFirst();
            if (!any) await insert(trx, videos);
            return !any;
          },
          alive,
        ),
      ),
    remove: (id) =>
      write((alive) =>
        inOrder(
          db,
          async (trx) => {
            const gone = await trx.deleteFrom('video').where('id', '=', id).executeTakeFirst();
            await trx.deleteFrom('comment').where('vid', '=', id).execute();
            return gone.numDeletedRows > 0n;
          },
          alive,
        ),
      ),
  };
}

/** One change of the catalogue at a time: the others wait at the row. */
function inOrder<T>(
  db: TablesDb,
  change: (trx: Transaction<Tables>) => Promise<T>,
  alive: () => void,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('catalogue')
      .set((row) => ({ revision: row('revision', '+', 1) }))
      .where('id', '=', 1)
      .execute();
    const changed = await change(trx);
    alive();
    return changed;
  });
}

async function insert(trx: Transaction<Tables>, videos: readonly NewVideo[]): Promise<number[]> {
  const ids: number[] = [];
  for (const { video_title, video_image, video_url } of videos) {
    const row = { video_title, video_image, video_url };
    const { insertId } = await trx.insertInto('video').values(row).executeTakeFirstOrThrow();
    ids.push(Number(insertId));
  }
  return ids;
}
