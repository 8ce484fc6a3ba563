/** Checks later what could not be checked when it was written; runs in every process, each comment in one. */
import { CheckUnavailableError, type ContentCheck } from '@weapp-samples/content-check';
import { judged } from './comment';
import type { CommentStore } from './stores/comment-store';

export interface RecheckOptions {
  readonly comments: CommentStore;
  readonly check: ContentCheck;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds between two looks, and until the first new try. */
  readonly recheckMs: number;
  readonly anonymousState: 'published' | 'review';
  /** Told when a look failed. */
  readonly onFailure: (error: unknown) => void;
}

/** A running job. */
export interface Recheck {
  /** Looks once; gives how many comments were settled. */
  look(): Promise<number>;
  /** Looks now and then until `stop`. */
  start(): void;
  /** Waits for a look under way. */
  stop(): Promise<void>;
}

const atOnce = 20;
const longestMs = 600_000;

/** The job over a store. It holds nothing in memory, so a process may die at any time. */
export function createRecheck(options: RecheckOptions): Recheck {
  const { recheckMs, onFailure } = options;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<unknown> = Promise.resolve();
  const later = () => {
    timer = setTimeout(() => {
      looking = look(options).catch(onFailure).finally(later);
    }, recheckMs).unref();
  };
  return {
    look: () => look(options),
    start: later,
    stop: async () => {
      clearTimeout(timer);
      await looking;
      clearTimeout(timer);
    },
  };
}

/** Stops at the first sign that the check is still down: the rest are due again later. */
async function look(options: RecheckOptions): Promise<number> {
  const { comments, check, now, recheckMs, anonymousState } = options;
  const delayMs = (tries: number) => Math.min(recheckMs * 2 ** Math.min(tries + 1, 20), longestMs);
  let settled = 0;
  try {
    for (const comment of await comments.takeUnchecked(now(), atOnce, delayMs)) {
      const judgement = await judged(check, comment);
      const state = judgement === 'published' && !comment.openId ? anonymousState : judgement;
      if (await comments.settle(comment, ['unchecked'], state)) settled++;
    }
  } catch (error) {
    if (!(error instanceof CheckUnavailableError)) throw error;
    options.onFailure(error);
  }
  return settled;
}
