/** Work that has to succeed once before something else may begin, and that is tried until it does. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilDone {
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
  const tries = async () => {
    while (missing && !stopping.signal.aborted) {
      try {
        await work();
        missing = undefined;
      } catch (error) {
        missing = error;
        onFailure(error);
        await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const ended = tries();
  return {
    check: () => {
      if (missing) throw missing;
    },
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
