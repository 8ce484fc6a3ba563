/** Keeps what a logger writes, for tests that look at it. */

export interface CapturedLog {
  /** Gives this to pino as its destination. */
  readonly write: (line: string) => void;
  /** The lines so far, parsed. */
  lines(): Record<string, unknown>[];
  /** All of it as it was written, to look for what must not be there. */
  text(): string;
}

/** A destination for JSON lines, such as pino's. */
export function captureLog(): CapturedLog {
  const written: string[] = [];
  return {
    write: (line) => {
      written.push(line);
    },
    lines: () => written.map((line) => JSON.parse(line)),
    text: () => written.join(''),
  };
}
