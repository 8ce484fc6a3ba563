/** Waiting for another process that holds a SQLite file. */
import { setTimeout as pause } from 'node:timers/promises';

/** Time to wait, in milliseconds: `timeoutMs` altogether, `pauseMs` between two attempts. */
export interface LockWait {
  readonly timeoutMs: number;
  readonly pauseMs?: number;
}

/**
 * Runs `work` again while it fails with `SQLITE_BUSY`, and fails as it does once the time is over.
 *
 * For statements that SQLite's own busy timeout leaves out: `pragma journal_mode = WAL` fails at once
 * when two processes open a new file together (sqlite.org, WAL, “Sometimes Queries Return SQLITE_BUSY”).
 */
export async function whileLocked<T>(
  work: () => Promise<T>,
  { timeoutMs, pauseMs = 10 }: LockWait,
): Promise<T> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLocked(error) || performance.now() >= until) throw error;
      await pause(pauseMs);
    }
  }
}

function isLocked(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('SQLITE_BUSY');
}
