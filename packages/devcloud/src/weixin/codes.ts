/** Login codes: single use, good for five minutes, forgotten soon after. */
import { WeixinError } from './errors';

/** What a code is exchanged for. */
export interface Session {
  readonly openId: string;
  /** Base64, 16 bytes. */
  readonly sessionKey: string;
}

const LIFETIME_MS = 5 * 60 * 1000;
/** More than a developer makes in five minutes; beyond it the oldest are forgotten. */
const MAX_CODES = 10_000;

interface Entry extends Session {
  readonly issuedAt: number;
  used: boolean;
}

export class Codes {
  // In the order of their making, and so of their end.
  private readonly entries = new Map<string, Entry>();

  /** @param clock milliseconds since 1970 */
  constructor(private readonly clock: () => number) {}

  get size(): number {
    return this.entries.size;
  }

  add(code: string, session: Session): void {
    this.forgetOld();
    this.entries.set(code, { ...session, issuedAt: this.clock(), used: false });
  }

  /** @throws WeixinError 40029 for an unknown or expired code, 40163 for a used one */
  exchange(code: string): Session {
    this.forgetOld();
    const entry = this.entries.get(code);
    if (entry === undefined) throw new WeixinError(40029);
    if (entry.used) throw new WeixinError(40163);
    entry.used = true;
    return { openId: entry.openId, sessionKey: entry.sessionKey };
  }

  private forgetOld(): void {
    const end = this.clock() - LIFETIME_MS;
    for (const [code, { issuedAt }] of this.entries) {
      if (issuedAt > end && this.entries.size < MAX_CODES) return;
      this.entries.delete(code);
    }
  }
}
