// A TCP proxy that does to a connection what networks do: cut it, hold it up, split it, leave it hanging.
import type { Socket } from 'node:net';
import { type AddressInfo, connect, createServer } from 'node:net';

export interface Proxy {
  readonly url: string;
  readonly port: number;
  /** Connections accepted so far. */
  readonly accepted: () => number;
  /** Ends every connection without a word. */
  cut(): void;
  /** From now on no byte passes, in either direction; connections stay. */
  silence(): void;
  /** Bytes pass again, on new connections; old ones stay silent. */
  speak(): void;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** Hold every chunk for so many milliseconds. */
  readonly delay?: number;
  /** Pass on at most so many bytes at once. */
  readonly split?: number;
}

export async function startProxy(target: number, options: ProxyOptions = {}): Promise<Proxy> {
  const pairs = new Set<Socket>();
  let silent = false;
  let accepted = 0;

  function pass(from: Socket, to: Socket): void {
    let queue = Promise.resolve();
    pairs.add(from.setNoDelay(true));
    from.on('error', () => {});
    from.on('data', (chunk) => {
      if (!silent) queue = queue.then(() => forward(chunk, to, options));
    });
    from.on('close', () => {
      pairs.delete(from);
      queue.then(() => to.destroy());
    });
  }

  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    accepted += 1;
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of pairs) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    accepted: () => accepted,
    cut,
    silence() {
      silent = true;
    },
    speak() {
      cut();
      silent = false;
    },
    close: () => {
      cut();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function forward(chunk: Buffer, to: Socket, { delay, split }: ProxyOptions): Promise<void> {
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
  const size = split ?? chunk.length;
  for (let at = 0; at < chunk.length; at += size) {
    to.write(chunk.subarray(at, at + size));
    if (split) await new Promise((resolve) => setImmediate(resolve));
  }
}
