/**
 * One flight a code: however many requests bring it, in however many processes, WeChat is asked
 * once and all share the answer. A process that dies on the way holds the others up no longer
 * than its lease.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { exchangeFailed, SessionError } from './errors';
import type { SessionKeys } from './keys';
import type { SessionStore, SettledExchange, StoredGrant } from './store';
import type { AskWeixin, WeixinGrant } from './weixin';

/** A grant and when it was given, Unix milliseconds. */
export interface Grant extends WeixinGrant {
  readonly grantedAt: number;
}

/** What is done with a grant before others may see it. */
export type Admit<T> = (grant: Grant) => Promise<T>;

/** Exchanges codes. */
export interface Exchanger {
  /**
   * Gets the grant of a code, from WeChat or from the request that asked first, and gives what
   * `admit` makes of it. @throws SessionError
   */
  obtain<T>(code: string, codeName: string, admit: Admit<T>): Promise<T>;
}

/** What an exchanger works with. */
export interface ExchangerOptions {
  readonly store: SessionStore;
  readonly ask: AskWeixin;
  readonly keys: SessionKeys;
  /** Names one flight of one process. */
  readonly newOwner: () => string;
  /** How long one may be on the way before others take over, in milliseconds. */
  readonly leaseMs: number;
  /** How often another process' flight is looked at, in milliseconds. */
  readonly pollMs: number;
  /** How long a grant is kept for requests that repeat, in milliseconds. */
  readonly grantTtlMs: number;
  readonly now: () => number;
}

/** How long a failure is kept for those who wait for it; a new request asks anew. */
const FAILURE_TTL_MS = 5_000;

/** How many flights of others a request outlives before it gives up. */
const MOST_CLAIMS = 3;

function sealed(keys: SessionKeys, { sessionKey, ...grant }: Grant): StoredGrant {
  return { ...grant, sealedKey: keys.seal(sessionKey, grant.openId) };
}

function unsealed(keys: SessionKeys, { sealedKey, ...grant }: StoredGrant): Grant {
  const sessionKey = keys.unseal(sealedKey, grant.openId);
  if (sessionKey === undefined) throw exchangeFailed('the code was exchanged under another secret');
  return { ...grant, sessionKey };
}

function failedOutcome(owner: string, { message, status, detail }: SessionError): SettledExchange {
  return { state: 'failed', owner, failure: { message, status, ...(detail && { detail }) } };
}

function busy() {
  return exchangeFailed('another request with this code takes too long', { status: 502 });
}

/** Creates an exchanger. */
export function createExchanger(options: ExchangerOptions): Exchanger {
  const { store, ask, keys, newOwner, leaseMs, pollMs, grantTtlMs, now } = options;
  const flights = new Map<string, Promise<Grant>>();

  async function share(codeName: string, owner: string, grant: Grant): Promise<void> {
    const outcome = { state: 'granted', grant: sealed(keys, grant) } as const;
    await store.settleExchange(codeName, owner, outcome, grantTtlMs);
  }

  async function shareFailure(codeName: string, owner: string, error: unknown): Promise<void> {
    if (!(error instanceof SessionError)) return;
    const outcome = failedOutcome(owner, error);
    // Best effort: those who wait give up by themselves.
    await store.settleExchange(codeName, owner, outcome, FAILURE_TTL_MS).catch(() => {});
  }

  async function lead(code: string, codeName: string, owner: string, admit: Admit<unknown>) {
    let given: WeixinGrant;
    try {
      given = await ask(code);
    } catch (error) {
      await shareFailure(codeName, owner, error);
      throw error;
    }
    const grant = { ...given, grantedAt: now() };
    // Before it is shared, so that who waits for the exchange finds the session made from it.
    await admit(grant).catch(() => {});
    await share(codeName, owner, grant);
    return grant;
  }

  async function follow(codeName: string, owner: string): Promise<SettledExchange | null> {
    for (let looks = Math.ceil(leaseMs / pollMs); looks > 0; looks--) {
      await sleep(pollMs);
      const exchange = await store.readExchange(codeName);
      if (exchange?.state === 'granted') return exchange;
      if (exchange?.owner !== owner) return null;
      if (exchange.state === 'failed') return exchange;
    }
    return null;
  }

  function grantOf(outcome: SettledExchange): Grant {
    if (outcome.state === 'granted') return unsealed(keys, outcome.grant);
    const { message, status, detail } = outcome.failure;
    throw exchangeFailed(message, { status, ...(detail && { detail }) });
  }

  async function fly(code: string, codeName: string, admit: Admit<unknown>): Promise<Grant> {
    const owner = newOwner();
    for (let claims = 0; claims < MOST_CLAIMS; claims++) {
      const there = await store.claimExchange(codeName, owner, leaseMs);
      if (!there) return lead(code, codeName, owner, admit);
      const ended = there.state === 'pending' ? await follow(codeName, there.owner) : there;
      if (ended) return grantOf(ended);
    }
    throw busy();
  }

  return {
    obtain<T>(code: string, codeName: string, admit: Admit<T>): Promise<T> {
      const flying = flights.get(codeName);
      if (flying) return flying.then(admit);
      let admitted: Promise<T> | undefined;
      const first: Admit<T> = (grant) => {
        admitted = admit(grant);
        return admitted;
      };
      const flight = fly(code, codeName, first).finally(() => flights.delete(codeName));
      flights.set(codeName, flight);
      return flight.then((grant) => admitted ?? admit(grant));
    },
  };
}
