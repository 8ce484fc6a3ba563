/** Access tokens of the server API, as stable_token gives them out (WX: getStableAccessToken). */
import { WeixinError } from './errors';

const LIFETIME_SECONDS = 7200;
/** How long a token still works after its successor was given out, and how early there is one. */
const OVERLAP_SECONDS = 300;

interface Token {
  readonly value: string;
  /** Unix seconds. */
  end: number;
}

export class AccessTokens {
  private current: Token | undefined;
  private previous: Token | undefined;

  /**
   * @param clock milliseconds since 1970
   * @param make a new token's text
   */
  constructor(
    private readonly clock: () => number,
    private readonly make: () => string,
  ) {}

  /** Gives the same token until five minutes before its end, or a new one when forced. */
  give(force: boolean): { access_token: string; expires_in: number } {
    const now = this.now();
    if (this.current === undefined || force || this.current.end - now <= OVERLAP_SECONDS)
      this.renew(now);
    const { value, end } = this.current as Token;
    return { access_token: value, expires_in: end - now };
  }

  /** @throws WeixinError 41001, 40001, 42001 */
  check(token: string | null): void {
    if (!token) throw new WeixinError(41001);
    const known = [this.current, this.previous].find((one) => one?.value === token);
    if (known === undefined) throw new WeixinError(40001);
    if (known.end <= this.now()) throw new WeixinError(42001);
  }

  private renew(now: number): void {
    this.previous = this.current;
    if (this.previous) this.previous.end = Math.min(this.previous.end, now + OVERLAP_SECONDS);
    this.current = { value: this.make(), end: now + LIFETIME_SECONDS };
  }

  private now(): number {
    return Math.floor(this.clock() / 1000);
  }
}
