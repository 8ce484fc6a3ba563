import assert from 'node:assert/strict';
import { join } from 'node:path';
import { useTempDir } from '@weapp-samples/testkit';
import { type CompiledQuery, type Dialect, Kysely } from 'kysely';
import { migrate } from '../src/migrations/migrate';
import { bounded } from '../src/stores/bounded';
import type { DatabaseKind } from '../src/stores/database';
import { mysqlDialect } from '../src/stores/mysql-dialect';
import { createSqlCommentStore } from '../src/stores/sql-comment-store';
import { createSqlVideoStore } from '../src/stores/sql-video-store';
import { sqliteDialect } from '../src/stores/sqlite-dialect';
import type { Tables } from '../src/stores/tables';
import { useDatabase } from './support/mariadb';
import { comment, video } from './support/samples';

type Row = Record<string, unknown>;

/** Every query of the stores, as it reaches the database, with the plan the database makes for it. */
async function plansOf(dialect: Dialect, kind: DatabaseKind): Promise<[string, Row[]][]> {
  const queries: CompiledQuery[] = [];
  const db = new Kysely<Tables>({ dialect, log: ({ query }) => void queries.push(query) });
  try {
    await migrate(db, kind);
    await fill(db);
    queries.length = 0;
    await useEverything(db);
    const seen = new Map(queries.map((query) => [query.sql, query]));
    const plans: [string, Row[]][] = [];
    for (const query of seen.values()) {
      if (!/^(select|update|delete)/.test(query.sql)) continue;
      const word = kind === 'mysql' ? 'explain' : 'explain query plan';
      const { rows } = await db.executeQuery<Row>({ ...query, sql: `${word} ${query.sql}` });
      plans.push([query.sql, rows]);
    }
    return plans;
  } finally {
    await db.destroy();
  }
}

/** Enough that an index is worth using. */
async function fill(db: Kysely<Tables>): Promise<void> {
  const rows = Array.from({ length: 300 }, (_, index) => video(index));
  await db.insertInto('video').values(rows).execute();
  const states = ['published', 'unchecked', 'review'] as const;
  const comments = Array.from({ length: 3000 }, (_, index) => {
    const { openId, createTime, checkAt, ...rest } = comment((index % 300) + 1);
    const state = index % 20 === 0 ? states[1 + (index % 2)] : states[0];
    const own = { create_time: createTime, check_at: checkAt + index, openid: openId ?? null };
    return { ...rest, ...own, state: state ?? 'published', checks: 0 };
  });
  for (let start = 0; start < comments.length; start += 500) {
    await db
      .insertInto('comment')
      .values(comments.slice(start, start + 500))
      .execute();
  }
}

async function useEverything(db: Kysely<Tables>): Promise<void> {
  const videos = createSqlVideoStore(db, bounded(10_000));
  const comments = createSqlCommentStore(db, bounded(10_000));
  await videos.newest({ limit: 6 });
  await videos.newest({ limit: 6, before: 100 });
  await videos.skipping(6, 6);
  await videos.count();
  await videos.addToEmpty([video(1)]);
  await videos.remove(300);
  await comments.revisions([1]);
  await comments.revisions([1, 2, 3, 4]);
  await comments.published(7, { limit: 20 });
  await comments.published(7, { limit: 20, before: 2000 });
  await comments.add(comment(7));
  await comments.takeUnchecked(1_490_000_000_000, 2, () => 1);
  await comments.settle({ id: 21, vid: 21 }, ['unchecked', 'review'], 'published');
  await comments.inState('review', 10);
}

describe('every query has its index', () => {
  describe('in MariaDB', () => {
    const url = useDatabase();

    it('reads no table whole and sorts nothing', async () => {
      const dialect = mysqlDialect({ url: url(), connections: 2 });
      const plans = await plansOf(dialect, 'mysql');
      assert.ok(plans.length >= 14, `${plans.length} queries`);
      for (const [sql, rows] of plans) {
        for (const { type, key, Extra: extra } of rows) {
          const shown = `${sql}: ${JSON.stringify(rows)}`;
          const gone = /Impossible|optimized away|Deleting all rows/.test(String(extra));
          assert.ok(gone || (key !== null && type !== 'ALL'), shown);
          assert.doesNotMatch(String(extra), /filesort|temporary/, shown);
        }
      }
    });
  });

  describe('in SQLite', () => {
    const dir = useTempDir('plans');

    it('reads no table whole and sorts nothing', async () => {
      const plans = await plansOf(sqliteDialect(join(dir(), 'plans.sqlite')), 'sqlite');
      assert.ok(plans.length >= 14, `${plans.length} queries`);
      for (const [sql, rows] of plans) {
        const shown = `${sql}: ${JSON.stringify(rows)}`;
        for (const { detail } of rows) {
          // The newest videos and their number: in the order of the table itself, and ended by the limit.
          const inOrder = /^SCAN video/.test(String(detail)) && /limit|count\(\*\)/.test(sql);
          assert.ok(inOrder || /^SEARCH|USING .*INDEX/.test(String(detail)), shown);
          assert.doesNotMatch(String(detail), /TEMP B-TREE/, shown);
        }
      }
    });
  });
});
