/** Clients that speak no HTTP, broken forms, and clients that are slow on purpose. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Front } from '../support/front';

/** Sends bytes and resolves to what came back, or to nothing, once the connection is over or a second passed. */
export function sendBytes(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.end(bytes);
  });
}

/** Beginnings that lead a parser deeper before the nonsense begins. */
const beginnings = [
  '',
  'GET / HTTP/1.1\r\n',
  'POST /applet/album/upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 300\r\n\r\n--b\r\n',
  'POST /applet/session/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  'POST /applet/session/login HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n',
  'GET /applet/websocket/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
];

/** Random bytes behind each beginning, `times` over; the statuses that came back. */
export async function randomBytesTo(port: number, times: number): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  for (let time = 0; time < times; time += 1) {
    const answers = await Promise.all(
      beginnings.map((text) =>
        sendBytes(port, Buffer.concat([Buffer.from(text), randomBytes(300)])),
      ),
    );
    for (const answer of answers) {
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'none';
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }
  return statuses;
}

const slowRequest = Buffer.from(
  `POST /applet/session/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n${' '.repeat(5000)}`,
);

export interface SlowClients {
  /** How many are connected now. */
  connected(): number;
  stop(): void;
}

/** Clients that send one byte a second, over TLS through nginx or straight to a port. */
export async function startSlowClients(count: number, to: Front | number): Promise<SlowClients> {
  const sockets = new Set<Socket>();
  await Promise.all(
    Array.from({ length: count }, async (_unused, index) => {
      const socket = await openTo(to, index);
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }),
  );
  let at = 0;
  const timer = setInterval(() => {
    for (const socket of sockets) socket.write(slowRequest.subarray(at, at + 1));
    at += 1;
  }, 1000);
  return {
    connected: () => sockets.size,
    stop: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** From addresses of their own, as clients are. */
async function openTo(to: Front | number, index: number): Promise<Socket> {
  const localAddress = `127.1.${Math.floor(index / 250)}.${1 + (index % 250)}`;
  const port = typeof to === 'number' ? to : to.httpsPort;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  await once(socket, 'connect');
  if (typeof to === 'number') return socket;
  const secure = connectTls({ socket, ca: to.ca, servername: 'localhost' });
  await once(secure, 'secureConnect');
  return secure;
}
