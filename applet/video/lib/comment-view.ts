/** Comments as the page shows them. */
import type { CommentItem } from '@weapp-samples/contracts';
import { timeAgo } from './videos';

export interface CommentView {
  /** Id of a stored comment, or a negative number while it is on its way. */
  readonly id: number;
  readonly nick: string;
  readonly avatar: string;
  /** What stands for a missing avatar. */
  readonly initial: string;
  readonly content: string;
  readonly time: string;
  readonly pending: boolean;
}

const anonymous = '匿名用户';

/** @param now Unix milliseconds */
export function commentView(comment: CommentItem, now: number): CommentView {
  const { id, avatar, content, create_time: time } = comment;
  const nick = comment.nick || anonymous;
  return {
    id,
    nick,
    avatar,
    initial: initialOf(nick),
    content,
    time: timeAgo(time, now),
    pending: false,
  };
}

/** A comment that is shown before the server has it. */
export function pendingComment(
  id: number,
  content: string,
  { nickName, avatarUrl }: { readonly nickName: string; readonly avatarUrl: string },
): CommentView {
  const nick = nickName || anonymous;
  const avatar = avatarUrl;
  return { id, nick, avatar, initial: initialOf(nick), content, time: '发送中…', pending: true };
}

/** Some names begin with an emoji, which is more than one code unit. */
function initialOf(nick: string): string {
  return [...nick][0] ?? '';
}
