/** Tells the verdict on media by a message, as WeChat pushes `wxa_media_check` (WX: mediaCheckAsync). */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Where the mini-program takes messages; the format is JSON in plain text. */
export interface MessagePush {
  readonly url: string;
  readonly token: string;
  /** Milliseconds between the call and its verdict; default 50. */
  readonly delayMs?: number;
}

export interface PushDeps {
  readonly push: MessagePush;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly nonce: () => string;
  readonly signal: AbortSignal;
}

/** As often as WeChat tries a message that is not answered with `success`. */
const ATTEMPTS = 3;
const TIMEOUT_MS = 5000;

/** Pushes one event after the delay; gives up quietly, as WeChat does. Never rejects. */
export async function pushEvent(event: object, deps: PushDeps): Promise<void> {
  const { push, signal } = deps;
  await wait(push.delayMs ?? 50, undefined, { ref: false, signal }).catch(() => undefined);
  for (let attempt = 0; attempt < ATTEMPTS && !deps.signal.aborted; attempt += 1)
    if (await deliver(event, deps)) return;
}

async function deliver(event: object, deps: PushDeps): Promise<boolean> {
  try {
    const answer = await fetch(signedAddress(deps), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.any([deps.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await answer.text();
    return answer.ok && (text === 'success' || text === '');
  } catch {
    return false;
  }
}

/** The receiver checks sha1 of token, timestamp and nonce in alphabetical order. */
function signedAddress({ push: { url, token }, clock, nonce }: PushDeps): URL {
  const timestamp = String(Math.floor(clock() / 1000));
  const once = nonce();
  const text = [token, timestamp, once].sort().join('');
  const address = new URL(url);
  address.searchParams.set('signature', createHash('sha1').update(text).digest('hex'));
  address.searchParams.set('timestamp', timestamp);
  address.searchParams.set('nonce', once);
  return address;
}
