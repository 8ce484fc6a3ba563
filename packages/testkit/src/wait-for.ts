/** Waits for something that gives no event. */
import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Gives up after this time, in ms. Default 5000. */
  readonly timeoutMs?: number;
  /** Time between two looks, in ms. Default 20. */
  readonly everyMs?: number;
  /** What is waited for, for the error message. */
  readonly what?: string;
}

/**
 * Calls `look` until it returns (or resolves to) something truthy, and returns that.
 * @throws Error when `timeoutMs` have passed; its cause is the last error that `look` threw.
 */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  { timeoutMs = 5000, everyMs = 20, what = 'the condition' }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const found = await look();
      if (found) return found;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(everyMs);
  } while (performance.now() < end);
  throw new Error(`${what}: not there after ${timeoutMs} ms`, { cause });
}
