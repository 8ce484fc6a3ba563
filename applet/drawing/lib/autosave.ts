/** Saves by itself: a moment after the last change, one save at a time, again and again while it fails. */

/** `changed`: a save is due; `failed`: it will be tried again; `refused`: only another change helps. */
export type SaveState = 'clean' | 'changed' | 'saving' | 'saved' | 'failed' | 'refused';

export interface AutosaveDeps {
  /** @throws Error when it could not be saved */
  readonly save: (text: string) => Promise<void>;
  /** Whether a save that failed so is worth another try. */
  readonly isPassing: (error: unknown) => boolean;
  readonly onState: (state: SaveState, error?: unknown) => void;
  readonly setTimer?: (work: () => void, ms: number) => unknown;
  readonly clearTimer?: (timer: unknown) => void;
}

export interface Autosave {
  /** There is something new to save; `text` is asked for when it is time. */
  change(text: () => string): void;
  /** Saves now what is not saved yet; settles when that is done or has failed. */
  flush(): Promise<void>;
  /** No more tries. */
  stop(): void;
}

/** From the last change to the save, in ms. */
const calmMs = 700;

/** From a failed save to the next, in ms; the last one repeats. */
const retryMs = [2000, 5000, 15_000] as const;

/** Creates one for a drawing. */
export function createAutosave({
  save,
  isPassing,
  onState,
  setTimer = (work, ms) => setTimeout(work, ms),
  clearTimer = (timer) => clearTimeout(timer as number),
}: AutosaveDeps): Autosave {
  let waiting: (() => string) | undefined;
  let timer: unknown;
  let running: Promise<void> | undefined;
  let failures = 0;

  const due = (ms: number) => {
    clearTimer(timer);
    timer = setTimer(() => void flush(), ms);
  };

  async function attempt(text: () => string): Promise<void> {
    waiting = undefined;
    onState('saving');
    try {
      await save(text());
      failures = 0;
      onState(waiting ? 'changed' : 'saved');
    } catch (error) {
      fail(text, error);
    }
  }

  function fail(text: () => string, error: unknown): void {
    const passing = isPassing(error);
    onState(passing ? 'failed' : 'refused', error);
    if (!passing) return;
    waiting ??= text;
    due(retryMs[Math.min(failures, retryMs.length - 1)] as number);
    failures += 1;
  }

  async function flush(): Promise<void> {
    clearTimer(timer);
    await running;
    if (waiting) {
      running = attempt(waiting).finally(() => {
        running = undefined;
      });
    }
    await running;
  }

  return {
    change(text) {
      waiting = text;
      if (!running) onState('changed');
      due(calmMs);
    },
    flush,
    stop: () => clearTimer(timer),
  };
}
