/** The types of the Socket.IO side. */
import type { ClientToServer, ServerToClient } from '@weapp-samples/contracts';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { SessionUser } from '../identity';
import type { Identity, Line } from '../player';

/** What a connection carries. */
export interface Peer {
  /** The user of the session; null for a guest. */
  readonly user: SessionUser | null;
  readonly line: Line;
  /** Set by the first `hello`. */
  who: Identity | null;
  /** The room this connection was seated in last. */
  roomId: string | null;
  /** Whether the player has told where it is. */
  placed: boolean;
  /** The last round whose result this connection was sent. */
  lastRound: string | null;
}

export type GameServer = Server<ClientToServer, ServerToClient, DefaultEventsMap, Peer>;
export type GameSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, Peer>;

/** The Socket.IO room of a player's live connection. */
export const playerRoom = (key: string) => `player ${key}`;

/** The Socket.IO room of the connections that were sent a round's result. */
export const toldRoom = (roundId: string) => `told ${roundId}`;
