/** Where comments are kept. */
import type { CommentState } from './tables';
import type { KeyPage } from './video-store';

export type { CommentState } from './tables';

/** A comment to be stored. */
export interface NewComment {
  readonly vid: number;
  readonly nick: string;
  readonly avatar: string;
  readonly content: string;
  readonly openId: string | undefined;
  readonly state: CommentState;
  /** Unix milliseconds. */
  readonly createTime: number;
  /** When an unchecked comment is checked next, Unix milliseconds. */
  readonly checkAt: number;
}

/** A comment as readers see it. */
export interface PublishedComment {
  readonly id: number;
  readonly vid: number;
  readonly nick: string;
  readonly avatar: string;
  readonly content: string;
  readonly create_time: number | null;
}

/** A comment that nobody but its checkers sees. */
export interface HiddenComment {
  readonly id: number;
  readonly vid: number;
  readonly nick: string;
  readonly content: string;
  readonly openId: string | undefined;
}

/** Comments. Every method throws StoreUnavailableError when the database cannot be used. */
export interface CommentStore {
  /**
   * The revision of each video's comments: a number that grows with every change. Videos that are
   * not there have none. What is read afterwards is at least as new.
   */
  revisions(vids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The published comments of a video, newest first. */
  published(vid: number, page: KeyPage): Promise<PublishedComment[]>;
  /** Stores a comment and gives its id; undefined when there is no such video. */
  add(comment: NewComment): Promise<number | undefined>;
  /**
   * Takes up to `limit` unchecked comments that are due at `now`, for the caller alone: each is due
   * again after `delayMs(tries so far)` milliseconds.
   */
  takeUnchecked(
    now: number,
    limit: number,
    delayMs: (tries: number) => number,
  ): Promise<HiddenComment[]>;
  /** Changes the state of a comment that is in one of the states `from`; false when it is not. */
  settle(
    comment: Pick<HiddenComment, 'id' | 'vid'>,
    from: readonly CommentState[],
    state: CommentState,
  ): Promise<boolean>;
  /** A comment in whatever state; undefined when there is none. */
  find(id: number): Promise<HiddenComment | undefined>;
  /** Comments in a state, oldest first. */
  inState(state: CommentState, limit: number): Promise<HiddenComment[]>;
}
