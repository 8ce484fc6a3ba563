/**
 * As much of a MySQL 8 server as a login by caching_sha2_password needs, for machines that have only
 * MariaDB (MySQL: Client/Server Protocol, Caching_sha2_password information). Every query is answered by OK.
 */
import { constants, createHash, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

const plugin = 'caching_sha2_password';
const nonce = Buffer.from('abcdefghijklmnopqrst');
const ok = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
/** PROTOCOL_41, CONNECT_WITH_DB, TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH, PLUGIN_AUTH_LENENC. */
const capabilities = 0x28a20b;

export interface Sha2Server {
  readonly url: (password: string) => string;
  /** How each login went: `fast` from the server's cache, `full` by its RSA key, or `denied`. */
  readonly logins: ('fast' | 'full' | 'denied')[];
  close(): Promise<void>;
}

const sha256 = (...parts: Buffer[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const xor = (left: Buffer, right: Buffer) =>
  Buffer.from(left.map((byte, index) => byte ^ (right[index % right.length] ?? 0)));

/** Starts it for one user; a password that was seen once is in its cache, as in MySQL. */
export async function startSha2Server(user: string, password: string): Promise<Sha2Server> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const logins: Sha2Server['logins'] = [];
  const sockets = new Set<Socket>();
  let cached = false;
  const stage1 = sha256(Buffer.from(password));
  const scramble = xor(stage1, sha256(sha256(stage1), nonce));

  async function converse(socket: Socket): Promise<void> {
    const packets = readPackets(socket);
    const next = async () => (await packets.next()).value ?? Buffer.alloc(0);
    let sequence = 0;
    const send = (payload: Buffer) => {
      const head = Buffer.alloc(4);
      head.writeUIntLE(payload.length, 0, 3);
      head[3] = sequence;
      socket.write(Buffer.concat([head, payload]));
      sequence += 2;
    };
    send(handshake());
    const known = (await next()).includes(scramble);
    if (known && cached) {
      logins.push('fast');
      send(Buffer.from([1, 3]));
      sequence -= 1;
    } else {
      send(Buffer.from([1, 4]));
      await next();
      send(Buffer.concat([Buffer.from([1]), Buffer.from(pem)]));
      const sent = await next();
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const plain = xor(privateDecrypt({ key: privateKey, padding }, sent), nonce);
      cached = plain.toString() === `${password}\0`;
      logins.push(cached ? 'full' : 'denied');
      if (!cached) return send(Buffer.from('\xff\x15\x04#28000Access denied', 'latin1'));
    }
    send(ok);
    while ((await next()).length > 0) {
      sequence = 1;
      send(ok);
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    converse(socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (given) => `mysql://${user}:${given}@127.0.0.1:${port}/video`,
    logins,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function handshake(): Buffer {
  const capability = Buffer.alloc(4);
  capability.writeUInt32LE(capabilities);
  return Buffer.concat([
    Buffer.from('\x0a8.4.0\0\x01\0\0\0', 'latin1'),
    nonce.subarray(0, 8),
    Buffer.from([0]),
    capability.subarray(0, 2),
    Buffer.from([255, 2, 0]),
    capability.subarray(2),
    Buffer.from([21]),
    Buffer.alloc(10),
    nonce.subarray(8),
    Buffer.from(`\0${plugin}\0`),
  ]);
}

async function* readPackets(socket: Socket): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  for await (const chunk of socket) {
    waiting = Buffer.concat([waiting, chunk as Buffer]);
    while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUIntLE(0, 3)) {
      const end = 4 + waiting.readUIntLE(0, 3);
      yield waiting.subarray(4, end);
      waiting = waiting.subarray(end);
    }
  }
}
