/** A clock that stands until a test moves it. */

export interface TestClock {
  readonly now: () => number;
  /** Moves it on by so many seconds. */
  pass(seconds: number): void;
}

export function testClock(start = 1_750_000_000_000): TestClock {
  let time = start;
  return {
    now: () => time,
    pass: (seconds) => {
      time += seconds * 1_000;
    },
  };
}
