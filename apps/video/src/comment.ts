/** Writing a comment: who wrote it, what the content check says, and what becomes of it. */

import {
  CheckUnavailableError,
  type ContentCheck,
  type Verdict,
} from '@weapp-samples/content-check';
import { maxNickLength } from '@weapp-samples/contracts';
import type { CommentState, CommentStore } from './stores/comment-store';

/** A comment as it came in. `openId` is there with a session. */
export interface Draft {
  readonly vid: number;
  readonly nick: string;
  readonly avatar: string;
  readonly content: string;
  readonly openId?: string | undefined;
}

/** The user of a session, as far as comments need it. */
export interface Author {
  readonly openId: string;
  readonly nickName: string;
  readonly avatarUrl: string;
}

/** `refused`: not stored, its content may not be shown; `no video`: there is nothing to comment on. */
export type Outcome =
  | { readonly kind: 'stored'; readonly id: number; readonly published: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'no video' };

export interface CommentingOptions {
  readonly comments: CommentStore;
  readonly check: ContentCheck;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds until a comment whose check was down is checked again. */
  readonly recheckMs: number;
  /** The state of a comment without a session that the check has passed. */
  readonly anonymousState: 'published' | 'review';
  /** Waits until no process believes an older revision any more; see `comment-list.ts`. */
  readonly untilSeen: () => Promise<void>;
  /** Told when the check is down. */
  readonly onCheckDown: (error: unknown) => void;
}

/** Stores a comment in the state that the content check gives it. */
export function createCommenting(options: CommentingOptions): (draft: Draft) => Promise<Outcome> {
  const { comments, now, recheckMs, anonymousState } = options;
  return async (draft) => {
    const checked = await checkedState(draft, options);
    if (checked === 'refused') return { kind: 'refused' };
    const state = checked === 'published' && !draft.openId ? anonymousState : checked;
    const createTime = now();
    const { vid, nick, avatar, content, openId } = draft;
    const id = await comments.add({
      ...{ vid, nick, avatar, content, openId, state, createTime },
      checkAt: createTime + recheckMs,
    });
    if (id === undefined) return { kind: 'no video' };
    const published = state === 'published';
    if (published) await options.untilSeen();
    return { kind: 'stored', id, published };
  };
}

/** With a session nick and avatar are the user's, whatever the body says. */
export function draftOf(body: Omit<Draft, 'openId'>, author: Author | undefined): Draft {
  if (!author) return { ...body };
  const { openId, nickName, avatarUrl } = author;
  const nick = [...nickName].slice(0, maxNickLength).join('');
  const avatar = avatarUrl.length <= 1024 && /^https?:\/\//i.test(avatarUrl) ? avatarUrl : '';
  return { vid: body.vid, content: body.content, nick, avatar, openId };
}

const states: Readonly<Record<Verdict, CommentState>> = {
  pass: 'published',
  review: 'review',
  risky: 'refused',
};

async function checkedState(draft: Draft, options: CommentingOptions): Promise<CommentState> {
  try {
    return await judged(options.check, draft);
  } catch (error) {
    if (!(error instanceof CheckUnavailableError)) throw error;
    options.onCheckDown(error);
    return 'unchecked';
  }
}

/** Asks the check about a comment, the name of its author included: others see both. */
export async function judged(
  check: ContentCheck,
  { nick, content, openId }: Pick<Draft, 'nick' | 'content' | 'openId'>,
): Promise<CommentState> {
  const text = nick === '' ? content : `${nick}\n${content}`;
  return states[await check.checkText({ content: text, openId })];
}
