/** Bounds how long the storage may hold an upload up; how long the phone takes is not its fault. */
import type { Pace } from '../upload-body';

/** Aborts `signal` once the storage was waited for `limitMs` milliseconds at a stretch. */
export class Patience implements Pace {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limitMs: number) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  waiting(): void {
    this.timer ??= setTimeout(() => this.controller.abort(), this.limitMs);
  }

  moving(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The upload is over, one way or the other. */
  stop(): void {
    this.moving();
  }
}
