/** `npm run migrate`: brings the tables up to date without starting the service; `-- --schema` writes schema.sql. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseOptions, loadEnvFile, readConfig } from './config';
import { schemaSql } from './migrations/schema-sql';
import { openDatabase } from './stores/database';

async function main(): Promise<void> {
  if (process.argv.includes('--schema')) {
    return writeFile(join(__dirname, '..', 'schema.sql'), await schemaSql());
  }
  loadEnvFile();
  const database = await openDatabase(databaseOptions(readConfig(process.env)));
  try {
    const done = await database.migrate();
    process.stdout.write(
      done.length === 0 ? 'the tables are up to date\n' : `migrated: ${done.join(', ')}\n`,
    );
  } finally {
    await database.close();
  }
  return undefined;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
