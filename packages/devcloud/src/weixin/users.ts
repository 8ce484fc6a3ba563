/** Openids, and who was seen when. */
import { createHmac } from 'node:crypto';
import { WeixinError } from './errors';
import type { WeixinUser } from './phone';

/** Content of a user can be checked for this long after the user was last in the program. */
const ACTIVE_MS = 2 * 60 * 60 * 1000;
const MAX_REMEMBERED = 10_000;
const NAME_LENGTH = 22;
const CHECK_LENGTH = 5;

export class Users {
  private readonly seen = new Map<string, number>();
  private readonly startedAt: number;

  constructor(
    private readonly secret: string,
    private readonly clock: () => number,
  ) {
    this.startedAt = clock();
  }

  /** The openid of a user: always the same, another for every mini-program. */
  openIdOf({ id, nickName, avatarUrl }: WeixinUser): string {
    const who = id === undefined ? ['profile', nickName, avatarUrl] : ['id', id];
    const name = `o${this.digest(JSON.stringify(who)).slice(0, NAME_LENGTH)}`;
    return name + this.digest(name).slice(0, CHECK_LENGTH);
  }

  /** Notes that the user is in the program now. */
  markActive(openId: string): void {
    this.seen.delete(openId);
    this.seen.set(openId, this.clock());
    const [oldest] = this.seen.keys();
    if (this.seen.size > MAX_REMEMBERED && oldest !== undefined) this.seen.delete(oldest);
  }

  /** @throws WeixinError 40003 for no openid of this mini-program, 61010 for one not seen lately */
  assertActive(openId: unknown): void {
    if (typeof openId !== 'string' || !this.isOurs(openId)) throw new WeixinError(40003);
    // Whoever logged in before this process began counts as seen at its beginning.
    const seen = this.seen.get(openId) ?? this.startedAt;
    if (this.clock() - seen > ACTIVE_MS) throw new WeixinError(61010);
  }

  private isOurs(openId: string): boolean {
    const name = openId.slice(0, -CHECK_LENGTH);
    return openId === name + this.digest(name).slice(0, CHECK_LENGTH) && name.startsWith('o');
  }

  private digest(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}
