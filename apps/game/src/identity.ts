/** Who is behind a connection: the user of a session, or a guest who calls itself something. */
import { type CheckedPayload, faultCodes, type GameAuth } from '@weapp-samples/contracts';
import {
  credentialsFromHeaders,
  type SessionCredentials,
  SessionError,
} from '@weapp-samples/weapp-session';
import { GameFault } from './faults';
import { guestKey, type Identity, signedInKey } from './player';

/** As much of a session's user as the game needs. */
export interface SessionUser {
  readonly id: string;
  readonly nickName: string;
  readonly avatarUrl: string;
}

/** Finds the user of a session; null when there are no credentials. @throws SessionError */
export type Authenticate = (credentials: SessionCredentials) => Promise<SessionUser | null>;

/** What a handshake brings: `auth` (protocol 4), the query and the headers (protocol 3, 2016). */
export interface Handshake {
  readonly auth: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Reads the credentials of a handshake, of either session protocol. @throws SessionError when they cannot be read */
export function credentialsOf({ auth, query, headers }: Handshake): SessionCredentials {
  const session = (auth as GameAuth | null | undefined)?.session ?? query.session;
  if (typeof session === 'string' && session !== '') return bySingleWord(session);
  if (typeof session === 'object' && session !== null) return session as SessionCredentials;
  return credentialsFromHeaders(headers);
}

const tokenForm = /^[\w-]{43}$/;

/** A token, or the code alone of a later request in 2016. */
function bySingleWord(word: string): SessionCredentials {
  return tokenForm.test(word) ? { token: word } : { code: word };
}

/** The user of a handshake, null for a guest. @throws HandshakeRefused to be sent to the client */
export async function userOf(
  handshake: Handshake,
  authenticate: Authenticate,
): Promise<SessionUser | null> {
  try {
    return await authenticate(credentialsOf(handshake));
  } catch (error) {
    throw new HandshakeRefused(error);
  }
}

/** Socket.IO sends `message` and `data` with the refusal (`connect_error`). */
export class HandshakeRefused extends Error {
  override readonly name = 'HandshakeRefused';
  readonly data: { readonly reason: string };

  constructor(cause: unknown) {
    const known = cause instanceof SessionError;
    super(known ? cause.message : 'sessions are unavailable, try again later', { cause });
    this.data = { reason: known ? cause.reason : 'ERR_SESSION_UNAVAILABLE' };
  }
}

/** Who says hello. What the session says goes before what the message says. @throws GameFault when neither says it */
export function identify(
  user: SessionUser | null,
  guest: CheckedPayload<'hello'>['user'],
): Identity {
  if (user) {
    const uname = user.nickName || guest?.uname || '';
    const uavatar = user.avatarUrl || guest?.uavatar || '';
    return { key: signedInKey(user.id), signedIn: true, uid: user.id, uname, uavatar };
  }
  if (!guest) throw new GameFault(faultCodes.badMessage, 'say who you are, or sign in', 'user');
  const { uid, uname, uavatar } = guest;
  // One by one: what the schema gives, spread, would have a hidden class of its own for each connection.
  return { key: guestKey(uid), signedIn: false, uid, uname, uavatar };
}
