/** An embedded SQLite file by libsql. Statements run off the event loop, one after the other. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { whileLocked } from '@weapp-samples/service';
import Database from 'libsql/promise';

/** A row by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** One connection to one file. */
export interface SqliteFile {
  /** Runs one statement; `?1`, `?2`, … are its parameters. It is committed when this resolves. */
  all(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Closes the file once the statements under way are through. */
  close(): Promise<void>;
}

/** How long a statement waits for the lock of another process, in milliseconds. */
const busyMs = 2000;

/** WAL lets readers and a writer work side by side; a commit is on the disk before it is acknowledged. */
const pragmas = ['journal_mode = WAL', 'synchronous = FULL'];

/** libsql declares its promises as `any`; this is what is used of them. */
interface Libsql {
  prepare(sql: string): Promise<{ all(parameters: readonly unknown[]): Promise<Row[]> }>;
  close(): void;
}

/** Opens the file; makes it, and its folder, when it is not there. */
export async function openSqliteFile(file: string): Promise<SqliteFile> {
  await mkdir(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: busyMs }) as Libsql;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const all = (sql: string, parameters: readonly unknown[] = []) =>
    inTurn(async () => (await database.prepare(sql)).all(parameters));
  for (const pragma of pragmas) {
    await whileLocked(() => all(`pragma ${pragma}`), { timeoutMs: busyMs });
  }
  return { all, close: () => inTurn(() => database.close()) };
}

/** Codes of a file that cannot be used now: locked, full, gone or unreadable. */
const outages = /^SQLITE_(BUSY|LOCKED|FULL|CANTOPEN|READONLY|IOERR|CORRUPT|NOTADB)/;

/** Whether the file could not be used, as opposed to a statement that is wrong. */
export function isSqliteOutage(error: unknown): boolean {
  return outages.test(String((error as { code?: unknown } | null)?.code));
}
