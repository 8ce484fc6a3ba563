/** A player between rooms: who it is, what was won, where it sits and by which connection it is reached. */
import type { ShownUser } from '@weapp-samples/contracts';

/** A live connection: the socket's id, and the process that holds it. */
export interface Line {
  readonly socket: string;
  readonly process: string;
}

/** Who somebody is, as far as it has been proved. */
export interface Identity extends ShownUser {
  /** Names the player in the store. Guests and signed-in users have keys of their own kind. */
  readonly key: string;
  readonly signedIn: boolean;
}

/** A player as the store keeps it. */
export interface Player extends Identity {
  readonly totalScore: number;
  readonly winStreak: number;
  /** The room it was seated in last; it may have left that since. */
  readonly roomId: string | null;
  readonly line: Line | null;
}

const keyOf = (kind: 'g' | 'r' | 's', uid: string) => `${kind}:${uid}`;

/** The key of a user the session layer knows by this id. */
export const signedInKey = (id: string) => keyOf('s', id);

/** The key of a guest who calls itself so. It can never be a signed-in user's key. */
export const guestKey = (uid: string) => keyOf('g', uid);

/** The key of a robot. */
export const robotKey = (uid: string) => keyOf('r', uid);

/** A player nobody has seen yet. */
export function newPlayer({ key, uid, uname, uavatar, signedIn }: Identity): Player {
  return {
    key,
    uid,
    uname,
    uavatar,
    signedIn,
    totalScore: 0,
    winStreak: 0,
    roomId: null,
    line: null,
  };
}

/** Whether both are the same connection. */
export function sameLine(one: Line | null, other: Line | null): boolean {
  return one !== null && other !== null && one.socket === other.socket;
}
