/** `schema.sql`: what the migrations do to an empty MySQL database, for those who import it by hand. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
} from 'kysely';
import { migrate } from './migrate';

const header = `-- The tables of the video service for MySQL 5.7 and newer or MariaDB 10.3 and newer.
-- Written by \`npm run migrate -- --schema\` from src/migrations; a database made with it counts as migrated.
-- The service makes the same tables itself when it starts on an empty database.

SET NAMES utf8mb4;
`;

/** The text of `schema.sql`. The steps are recorded as they run, so the two cannot differ. */
export async function schemaSql(): Promise<string> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new MysqlAdapter(),
      createDriver: () => recorder(statements),
      createIntrospector: (on) => new MysqlIntrospector(on),
      createQueryCompiler: () => new MysqlQueryCompiler(),
    },
  });
  await migrate(db, 'mysql');
  return `${header}\n${statements.map((statement) => `${statement};\n`).join('\n')}`;
}

function recorder(statements: string[]): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async (query: CompiledQuery) => {
      if (!/^\s*select/i.test(query.sql)) statements.push(inline(query));
      return { rows: [] };
    },
    streamQuery: () => {
      throw new Error('migrations do not stream');
    },
  };
  const nothing = async () => undefined;
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
}

/** The time a step ran at is the only value that differs from run to run. */
const anyTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function inline({ sql, parameters }: CompiledQuery): string {
  const values = parameters.map((value) => literal(value));
  return sql.replace(/\?/g, () => values.shift() ?? '?');
}

function literal(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = String(value);
  return `'${(anyTime.test(text) ? '1970-01-01T00:00:00.000Z' : text).replace(/'/g, "''")}'`;
}
