/** Keeps the last requests and sockets for the side panel. */
import { type NetworkEntry, phone } from '../phone';

/** Most entries kept. */
const KEPT = 200;
/** Most frames kept a socket. */
const FRAMES = 500;

const entries: NetworkEntry[] = [];
let count = 0;

/** The entries kept, oldest first. */
export function networkEntries(): readonly NetworkEntry[] {
  return entries;
}

/** Starts an entry; the returned functions change it. */
export function logNetwork(
  start: Pick<NetworkEntry, 'kind' | 'method' | 'url' | 'request' | 'requestHeaders'>,
) {
  const began = performance.now();
  const entry: NetworkEntry = { id: ++count, time: Date.now(), ...start };
  entries.push(entry);
  if (entries.length > KEPT) entries.shift();
  phone.bus.emit('network', entry);
  return {
    finish(end: Partial<NetworkEntry>) {
      Object.assign(entry, end, { duration: Math.round(performance.now() - began) });
      phone.bus.emit('network', entry);
    },
    frame(out: boolean, data: unknown) {
      entry.frames ??= [];
      entry.frames.push({ out, data, time: Date.now() });
      if (entry.frames.length > FRAMES) entry.frames.shift();
      phone.bus.emit('network', entry);
    },
  };
}
