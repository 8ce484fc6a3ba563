/** Speaks just enough of Redis' protocol to see that a server answers. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Sends one inline command and resolves to what came back first. */
export async function redisCommand(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  try {
    socket.write(`${command}\r\n`);
    const [answer] = await once(socket, 'data');
    return answer;
  } finally {
    socket.destroy();
  }
}

/** Whether a process with this id runs; one that has ended and is not collected yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
}

function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /^\d+ \(.*\) Z/.test(readFileSync(stat, 'utf8'));
}
