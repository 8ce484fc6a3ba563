/** The players, in a process of their own, and what they say. */
import { startChild } from './child';

/** `stay` in the room, or be matched `anew` for every round. */
export type Mode = 'stay' | 'anew';

export interface ClientOptions {
  /** Of the servers; players take turns. */
  readonly urls: readonly string[];
  /** Whose own client they play with. */
  readonly target: 'socket.io' | 'colyseus' | 'ws';
  readonly mode: Mode;
  readonly players: number;
  /** Seconds: of a round, of warming up, to measure. */
  readonly gameTime: number;
  readonly warmUp: number;
  readonly seconds: number;
}

/** What the players have seen while it was measured. */
export interface Counted {
  readonly rounds: number;
  readonly lateMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

/** What they have seen from the beginning to the end. */
export interface Owed {
  /** Results that never came. */
  readonly lost: number;
  /** Results that came twice. */
  readonly doubled: number;
}

export interface Clients {
  /** Resolves when the warming up is over. */
  begin(): Promise<void>;
  /** Resolves when the measuring is over. */
  end(): Promise<Counted>;
  /** Resolves when everyone rests in its seat. */
  rest(): Promise<Owed>;
  stop(): Promise<void>;
}

/** How much longer than planned the players may take to connect, measure and rest, each. */
const graceMs = 20_000;

export function startClients(options: ClientOptions): Clients {
  const { gameTime, warmUp, seconds } = options;
  const child = startChild('clients.cjs', [JSON.stringify(options)]);
  const after = async (field: string, plannedSeconds: number) =>
    (await child.said(field, plannedSeconds * 1000 + graceMs))[field];
  return {
    begin: async () => void (await after('begin', warmUp)),
    end: async () => (await after('end', seconds)) as Counted,
    rest: async () => (await after('rest', 2 * gameTime)) as Owed,
    stop: child.kill,
  };
}
