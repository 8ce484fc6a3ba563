/** The fan-out between processes: Socket.IO's adapter over one Redis stream. */
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import type { ServerOptions } from 'socket.io';
import { reconnecting } from './connect';

export interface FanOut {
  readonly adapter: NonNullable<ServerOptions['adapter']>;
  /** Keeps the stream alive and gives each reader a place in it. */
  onBeat(): Promise<void>;
  /** Ends the connections; the adapter must have been closed before. */
  close(): void;
}

/** Entries the stream keeps, about: what a process may miss while it is away from Redis for a moment. */
const maxLength = 10_000;
/** How long a reader waits for the next entry, in ms. */
const blockMs = 2000;
/** The stream is gone this long after the last process. */
const streamTtlMs = 60_000;

/**
 * @param stream key of the stream. It is cut to its length with each message, and ends after the last process.
 */
export function createFanOut(url: string, stream: string, onError: (error: Error) => void): FanOut {
  const connections: Redis[] = [];
  const writer = new Redis(url, { ...reconnecting, blockingTimeout: 2 * blockMs });
  track(writer, connections, onError);
  const adapter = createAdapter(writer, {
    streamName: stream,
    channelPrefix: stream,
    maxLen: maxLength,
    blockTimeInMs: blockMs,
    onlyPlaintext: true,
  });
  return {
    adapter,
    async onBeat() {
      // A reader that has seen no entry asks for what comes from now on, each time it asks, and could miss
      // what comes between. This entry is nobody's message; it gives the reader its place.
      await writer.xadd(stream, 'MAXLEN', '~', maxLength, '*', 'beat', '1');
      await writer.pexpire(stream, streamTtlMs);
    },
    close() {
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** The adapter makes connections of its own by `duplicate`; they have to end with it. */
function track(client: Redis, connections: Redis[], onError: (error: Error) => void): void {
  connections.push(client);
  client.on('error', onError);
  const duplicate = client.duplicate.bind(client);
  client.duplicate = (...args) => {
    const copy = duplicate(...args);
    track(copy, connections, onError);
    return copy;
  };
}
