/** Comments in SQL, the same queries for MySQL and SQLite. */
import type { Transaction } from 'kysely';
import type { Bounded } from './bounded';
import type { CommentStore, HiddenComment, NewComment } from './comment-store';
import type { Tables, TablesDb } from './tables';

const seen = ['id', 'vid', 'nick', 'avatar', 'content', 'create_time'] as const;
const hidden = ['id', 'vid', 'nick', 'content', 'openid'] as const;
const mostVidsAtOnce = 256;

/** Comments over an open database. */
export function createSqlCommentStore(db: TablesDb, { read, write }: Bounded): CommentStore {
  return {
    revisions: (vids) => read(() => readRevisions(db, vids)),
    published: (vid, { before, limit }) =>
      read(() =>
        db
          .selectFrom('comment')
          .select(seen)
          .where('vid', '=', vid)
          .where('state', '=', 'published')
          .$if(before !== undefined, (query) => query.where('id', '<', before as number))
          .orderBy('id', 'desc')
          .limit(limit)
          .execute(),
      ),
    add: (comment) =>
      write((alive) =>
        db.transaction().execute(async (trx) => {
          const id = await insert(trx, comment);
          alive();
          return id;
        }),
      ),
    takeUnchecked: (now, limit, delayMs) => write(() => take(db, now, limit, delayMs)),
    settle: ({ id, vid }, from, state) =>
      write(() =>
        db.transaction().execute(async (trx) => {
          await nextRevision(trx, vid);
          const changed = await trx
            .updateTable('comment')
            .set({ state })
            .where('id', '=', id)
            .where('vid', '=', vid)
            .where('state', 'in', from)
            .executeTakeFirst();
          return changed.numUpdatedRows > 0n;
        }),
      ),
    find: (id) =>
      read(async () => {
        const query = db.selectFrom('comment').select(hidden).where('id', '=', id);
        const row = await query.executeTakeFirst();
        return row && asHidden(row);
      }),
    inState: (state, limit) =>
      read(async () => {
        const query = db.selectFrom('comment').select(hidden).where('state', '=', state);
        return (await query.orderBy('check_at').orderBy('id').limit(limit).execute()).map(asHidden);
      }),
  };
}

async function readRevisions(db: TablesDb, vids: readonly number[]): Promise<Map<number, number>> {
  const revisions = new Map<number, number>();
  for (let start = 0; start < vids.length; start += mostVidsAtOnce) {
    const some = filled(vids.slice(start, start + mostVidsAtOnce));
    const query = db.selectFrom('video').select(['id', 'comment_revision']);
    for (const { id, comment_revision } of await query.where('id', 'in', some).execute()) {
      revisions.set(id, Number(comment_revision));
    }
  }
  return revisions;
}

/** Lists of 1, 2, 4, … ids only: each length is a prepared statement of its own on the server. */
function filled(vids: readonly number[]): number[] {
  const length = 2 ** Math.ceil(Math.log2(vids.length));
  return Array.from({ length }, (_, index) => vids[index] ?? (vids[0] as number));
}

/**
 * The video's row stays locked until the commit, so the comments of one video become visible in the
 * order of their ids and a page by key never misses one.
 */
async function nextRevision(trx: Transaction<Tables>, vid: number): Promise<boolean> {
  const found = await trx
    .updateTable('video')
    .set((row) => ({ comment_revision: row('comment_revision', '+', 1) }))
    .where('id', '=', vid)
    .executeTakeFirst();
  return found.numUpdatedRows > 0n;
}

async function insert(trx: Transaction<Tables>, comment: NewComment): Promise<number | undefined> {
  if (!(await nextRevision(trx, comment.vid))) return undefined;
  const { vid, nick, avatar, content, openId, state, createTime, checkAt } = comment;
  const row = { vid, nick, avatar, content, openid: openId ?? null, state, checks: 0 };
  const { insertId } = await trx
    .insertInto('comment')
    .values({ ...row, create_time: createTime, check_at: checkAt })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

/** A row is taken by moving its `check_at`: of several processes only one finds the old value. */
async function take(
  db: TablesDb,
  now: number,
  limit: number,
  delayMs: (tries: number) => number,
): Promise<HiddenComment[]> {
  const due = await db
    .selectFrom('comment')
    .select([...hidden, 'check_at', 'checks'])
    .where('state', '=', 'unchecked')
    .where('check_at', '<=', now)
    .orderBy('check_at')
    .limit(limit)
    .execute();
  const taken: HiddenComment[] = [];
  for (const row of due) {
    const { numUpdatedRows } = await db
      .updateTable('comment')
      .set({ check_at: now + delayMs(row.checks), checks: row.checks + 1 })
      .where('id', '=', row.id)
      .where('state', '=', 'unchecked')
      .where('check_at', '=', row.check_at)
      .where('checks', '=', row.checks)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) taken.push(asHidden(row));
  }
  return taken;
}

type HiddenRow = Omit<HiddenComment, 'openId'> & { readonly openid: string | null };

function asHidden({ id, vid, nick, content, openid }: HiddenRow): HiddenComment {
  return { id, vid, nick, content, openId: openid ?? undefined };
}
