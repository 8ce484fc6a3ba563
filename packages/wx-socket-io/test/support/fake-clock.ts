// A clock that stands still until a test moves it.
import type { Clock } from '../../src';

export interface FakeClock extends Clock {
  /** Moves time on by `ms`, calls what is due on the way, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves time on without calling anything, as when the phone suspends the program. */
  suspend(ms: number): void;
  /** Sets the time back; timers go on as they were. */
  setBack(ms: number): void;
  /** Timers that are set. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets everything that waits for promises go on. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** @param random what `random()` answers */
export function fakeClock(random = 0.5): FakeClock {
  const timers = new Map<number, Timer>();
  let now = 1_000_000;
  let last = 0;

  function due(until: number): number | undefined {
    const [first] = [...timers]
      .filter(([, { at }]) => at <= until)
      .sort(([, a], [, b]) => a.at - b.at);
    return first?.[0];
  }

  function fire(id: number): void {
    const timer = timers.get(id) as Timer;
    timers.delete(id);
    now = Math.max(now, timer.at);
    timer.callback();
  }

  return {
    now: () => now,
    random: () => random,
    setTimeout(callback, ms) {
      // Whole milliseconds, as real timers have.
      timers.set(++last, { at: now + Math.ceil(ms), callback });
      return last;
    },
    clearTimeout: (timer) => void timers.delete(timer as number),
    async advance(ms) {
      const until = now + ms;
      await settled();
      for (let id = due(until); id !== undefined; id = due(until)) {
        fire(id);
        await settled();
      }
      now = until;
    },
    suspend(ms) {
      now += ms;
    },
    setBack(ms) {
      now -= ms;
      for (const [id, { at, callback }] of timers) timers.set(id, { at: at - ms, callback });
    },
    get pending() {
      return timers.size;
    },
  };
}
