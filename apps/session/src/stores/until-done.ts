/** Work that has to succeed once before something else may begin, and that is tried until it does. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilDone {
  /** Resolves when the first try has ended, well or not. */
  readonly firstTry: Promise<void>;
  /** @throws what the last try threw, as long as none has succeeded */
  check(): void;
  /** Gives up; resolves when the try under way has ended. */
  stop(): Promise<void>;
}

export interface UntilDoneOptions {
  /** Milliseconds between two tries. */
  readonly retryMs: number;
  readonly onFailure: (error: unknown) => void;
}

/** Begins at once. */
export function untilDone(
  work: () => Promise<void>,
  { retryMs, onFailure }: UntilDoneOptions,
): UntilDone {
  const stopping = new AbortController();
  let missing: unknown = new Error('it has not been tried yet');
  const attempt = async () => {
    try {
      await work();
      missing = undefined;
    } catch (error) {
      missing = error;
      onFailure(error);
    }
  };
  const firstTry = attempt();
  const tries = async () => {
    await firstTry;
    while (missing && !stopping.signal.aborted) {
      await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (!stopping.signal.aborted) await attempt();
    }
  };
  const ended = tries();
  return {
    firstTry,
    check: () => {
      if (missing) throw missing;
    },
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
