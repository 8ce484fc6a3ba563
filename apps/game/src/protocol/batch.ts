/**
 * What a process sends in one turn of its event loop goes out together at the turn's end, one write a connection: of
 * what a message costs the server the write is most. A result, the room after it and the start of the next round
 * often travel together. What waits here waits for less than what the system needs to carry it.
 */
import type { Socket as NetSocket } from 'node:net';
import type { GameSocket } from './types';

/** The part of Engine.IO's transport that says whether it can take more, and is told so by `ready`. */
interface Transport {
  writable: boolean;
  emit(event: 'ready'): void;
  readonly socket?: { readonly _socket?: NetSocket };
}

/** Gives what is called before a packet is handed to its connection. */
export function createBatch(): (socket: GameSocket) => void {
  let held: Transport[] = [];
  const release = () => {
    const all = held;
    held = [];
    for (const transport of all) send(transport);
  };
  return ({ conn }) => {
    const transport = conn.transport as unknown as Transport;
    if (!transport.writable) return;
    // Busy until the end of the turn: Engine.IO keeps what comes until then.
    transport.writable = false;
    if (held.push(transport) === 1) setImmediate(release);
  };
}

function send(transport: Transport): void {
  const wire = transport.socket?._socket;
  transport.writable = true;
  wire?.cork();
  transport.emit('ready');
  wire?.uncork();
}
