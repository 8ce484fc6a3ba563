/** Brings the tables up to date, under the lock of the dialect. */
import { type Kysely, type MigrationResultSet, Migrator } from 'kysely';
import type { DatabaseKind } from '../stores/database';
import { migrationsFor } from './migrations';

/**
 * Runs the steps that the database has not had yet and gives their names.
 *
 * @throws what the failed step threw; MySQL keeps the steps before it, SQLite none
 */
export async function migrate<T>(db: Kysely<T>, kind: DatabaseKind): Promise<readonly string[]> {
  const provider = { getMigrations: async () => migrationsFor(kind) };
  const { error, results = [] } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  return done(results);
}

function done(results: NonNullable<MigrationResultSet['results']>): string[] {
  return results
    .filter(({ status }) => status === 'Success')
    .map(({ migrationName }) => migrationName);
}
