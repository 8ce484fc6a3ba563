/**
 * What a session store keeps. Codes and tokens come as names (hashes), session keys sealed, so a
 * store holds nothing that lets its reader act as a user. Every record has an end.
 */
import type { WeixinErrorDetail } from './errors';
import type { Profile, RawDataValue } from './user';

/** A session: who it belongs to, and the code it began with. */
export interface SessionRecord {
  readonly openId: string;
  readonly id: string;
  readonly unionId?: string;
  /** The fields of rawData; none in today's protocol. */
  readonly fields: Readonly<Record<string, RawDataValue>>;
  readonly codeName: string;
  /** The session key, sealed. */
  readonly sealedKey: string;
}

/** A session as it is looked up: with what the user filled in since. */
export interface FoundSession {
  readonly session: SessionRecord;
  readonly profile: Profile | null;
}

/** What WeChat gave for a code, kept so that a repeated request need not ask again. */
export interface StoredGrant {
  readonly openId: string;
  readonly unionId?: string;
  readonly sealedKey: string;
  /** When it was given, Unix milliseconds. */
  readonly grantedAt: number;
}

/** How an exchange of a code stands. */
export type Exchange =
  | { readonly state: 'pending'; readonly owner: string }
  | { readonly state: 'granted'; readonly grant: StoredGrant }
  | {
      readonly state: 'failed';
      readonly owner: string;
      readonly failure: {
        readonly message: string;
        readonly status: 401 | 502 | 503;
        readonly detail?: WeixinErrorDetail;
      };
    };

/** An exchange that has come to its end. */
export type SettledExchange = Exclude<Exchange, { state: 'pending' }>;

/** Sessions, and the exchanges they begin with. All times in milliseconds, each at least 1. */
export interface SessionStore {
  /**
   * Takes the exchange of a code for `owner` for at most `leaseMs`. Answers null when it is
   * taken, else what is there: another's pending exchange or a grant. A failed one is taken over.
   */
  claimExchange(codeName: string, owner: string, leaseMs: number): Promise<Exchange | null>;
  /** Ends an exchange, unless another took it over; says whether it did. */
  settleExchange(
    codeName: string,
    owner: string,
    outcome: SettledExchange,
    ttlMs: number,
  ): Promise<boolean>;
  /** How an exchange stands; null when there is none. */
  readExchange(codeName: string): Promise<Exchange | null>;

  /**
   * Binds a code to a user; in the same step the user's earlier code and its grant are dropped
   * and the user's profile is kept for `profileTtlMs` more. Answers the profile.
   */
  bindCode(session: SessionRecord, ttlMs: number, profileTtlMs: number): Promise<Profile | null>;
  /** The session of a code, and whether its exchange is still under way when there is none. */
  findCode(codeName: string): Promise<FoundSession | { readonly pending: boolean }>;
  /** Ends the session of a code and drops its grant. */
  dropCode(session: SessionRecord): Promise<void>;

  /**
   * Opens a session under a token. Of a user's sessions beyond `maxTokens` the oldest end. The
   * profile is kept for `profileTtlMs` more. Answers the profile.
   */
  openToken(
    tokenName: string,
    session: SessionRecord,
    limits: {
      readonly now: number;
      readonly ttlMs: number;
      readonly maxTokens: number;
      readonly profileTtlMs: number;
    },
  ): Promise<Profile | null>;
  /** The session of a token. */
  findToken(tokenName: string): Promise<FoundSession | null>;
  /** Ends the session of a token and drops the grant of its code. */
  dropToken(tokenName: string, session: SessionRecord): Promise<void>;

  /** Keeps what a user filled in, for all sessions of the user. */
  saveProfile(userId: string, profile: Profile, ttlMs: number): Promise<void>;
}
