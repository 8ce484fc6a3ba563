/** Game processes over one Redis, started and killed like those of a machine room. */
import { join } from 'node:path';
import { freePort, runServer, type ServerProcess, waitFor } from '@weapp-samples/testkit';
import type { GameEnv } from './game';

const root = join(__dirname, '..', '..', '..', '..');

export interface GameProcess extends ServerProcess {
  readonly url: string;
}

/** Starts `node apps/game/src/main.ts` on a free port and waits until it is ready. */
export async function startGameProcess(env: GameEnv): Promise<GameProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = runServer({
    program: process.execPath,
    args: ['--conditions=weapp-source', '-r', './scripts/register.cjs', 'apps/game/src/main.ts'],
    cwd: root,
    env: { ...process.env, LOG_LEVEL: 'warn', RATE_LIMIT: '0', ...env, GAME_PORT: String(port) },
  });
  const answers = async () => !server.alive() || (await fetch(`${url}/readyz`)).ok;
  await waitFor(answers, { timeoutMs: 30_000, what: 'the game process' });
  if (!server.alive()) throw new Error(`the game process ended:\n${server.output()}`);
  return { ...server, url };
}

/** As many game processes as asked for. */
export function startGameProcesses(count: number, env: GameEnv): Promise<GameProcess[]> {
  return Promise.all(Array.from({ length: count }, () => startGameProcess(env)));
}
