/** The WebSocket under a Socket.IO connection, for what Socket.IO itself does not offer. */
import type { GameSocket } from './types';

/** The part of a `ws` socket that is used. */
export interface Wire {
  ping(data?: string): void;
  on(event: 'pong', listener: (data: Buffer) => void): void;
  terminate(): void;
}

interface EngineInside {
  readonly transport: { readonly socket?: Wire };
  /** Engine.IO keeps this to itself; absent in a version that renamed it. */
  resetPingTimeout?(): void;
}

/** The WebSocket of a connection that is still there. */
export function wireOf(socket: GameSocket): Wire | undefined {
  return (socket.conn as unknown as EngineInside).transport.socket;
}

/**
 * Keeps clients of protocol 3 that never ping (those of 2016) as long as their WebSocket answers: in that
 * protocol the client pings, and the server drops whoever has not for pingInterval + pingTimeout.
 */
export function keepSilentClient(socket: GameSocket, everyMs: number): void {
  const { conn } = socket;
  const wire = wireOf(socket);
  const engine = conn as unknown as EngineInside;
  if (conn.protocol !== 3 || !wire) return;
  const timer = setInterval(() => wire.ping(), everyMs);
  wire.on('pong', () => engine.resetPingTimeout?.());
  conn.once('close', () => clearInterval(timer));
}
