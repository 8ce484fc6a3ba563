/** The Socket.IO server of the game: handshake, connections, and their end. */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gameSocketPath, maxGameMessageBytes } from '@weapp-samples/contracts';
import type { Logger } from '@weapp-samples/service';
import { Server, type ServerOptions } from 'socket.io';
import { type Authenticate, userOf } from './identity';
import type { Line } from './player';
import type { GameServer, GameSocket, Peer } from './protocol/types';
import { keepSilentClient, wireOf } from './protocol/wire';

const heartbeat = { pingInterval: 25_000, pingTimeout: 20_000 } as const;

/** Protocol 4 and 3, websocket only, nothing compressed; it is not attached yet. */
export function createSocketServer(adapter?: ServerOptions['adapter']): GameServer {
  return new Server({
    path: gameSocketPath,
    transports: ['websocket'],
    allowEIO3: true,
    perMessageDeflate: false,
    maxHttpBufferSize: maxGameMessageBytes,
    serveClient: false,
    ...heartbeat,
    ...(adapter && { adapter }),
  });
}

export interface ConnectionOptions {
  readonly processId: string;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  /** Called with each connection that is let in. */
  readonly connected: (socket: GameSocket) => void;
  /** Called with each connection of a known player that has ended. */
  readonly gone: (key: string, line: Line, peer: Peer) => void;
}

/** Lets connections in. */
export function acceptConnections(io: GameServer, options: ConnectionOptions): void {
  const { processId, authenticate, logger, connected, gone } = options;
  io.use(async (socket, next) => {
    try {
      const { auth, query, headers } = socket.handshake;
      const user = await userOf({ auth, query, headers }, authenticate);
      socket.data = newPeer(user, { socket: socket.id, process: processId });
      next();
    } catch (error) {
      logger.info({ err: error }, 'a connection was refused');
      next(error as Error);
    }
  });
  io.on('connection', (socket) => {
    forgetHandshake(socket);
    keepSilentClient(socket, heartbeat.pingInterval);
    socket.on('disconnect', () => {
      const { who, line } = socket.data;
      if (who) gone(who.key, line, socket.data);
    });
    connected(socket);
  });
}

/**
 * The request and the headers are needed no more, and are much of what a connection would hold. Engine.IO keeps
 * the request to the end of the connection by a listener of its own, so it is emptied too.
 */
function forgetHandshake(socket: GameSocket): void {
  const conn = socket.conn as { request: IncomingMessage | undefined };
  // Forgotten already when the client enters a second time by the same connection.
  if (conn.request) {
    conn.request.headers = {};
    conn.request.rawHeaders = [];
    conn.request = undefined;
  }
  socket.handshake.headers = {};
  socket.handshake.auth = {};
}

function newPeer(user: Peer['user'], line: Line): Peer {
  return { user, line, who: null, roomId: null, placed: false, lastRound: null };
}

/** How long clients get to answer the end of their connection, in ms. */
const farewellMs = 300;

/** Ends every connection of this process. */
export async function closeConnections(io: GameServer, server: HttpServer): Promise<void> {
  const wires = [...io.of('/').sockets.values()].map(wireOf);
  // No word of a disconnection: after one, Socket.IO's own client does not come back by itself.
  for (const { conn } of io.of('/').sockets.values()) conn.close();
  const end = performance.now() + farewellMs;
  while (io.engine.clientsCount > 0 && performance.now() < end) await sleep(10);
  for (const wire of wires) wire?.terminate();
  await io.of('/').adapter.close();
  server.removeAllListeners('upgrade');
}
