/** `npm start` as a child process, on free ports and in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** How long a start may take before a test gives up on it, in milliseconds. */
const startLimitMs = 30_000;

export interface StartedProcess {
  readonly child: ChildProcess;
  /** The address that the start printed. */
  readonly url: string;
  /** Everything printed so far, on both streams. */
  output(): string;
  /** Sends a signal and resolves to the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

type Variables = Readonly<Record<string, string>>;

const nodeCommand = [
  process.execPath,
  '--conditions=weapp-source',
  join(root, 'scripts', 'start.cjs'),
] as const;

/** Spawns the start, or a command that leads to it; does not wait for anything. */
export function spawnStart(env: Variables, command: readonly [string, ...string[]] = nodeCommand) {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    env: { ...cleanEnv(), LOG_LEVEL: 'warn', PORT: '0', DEVCLOUD_COS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { child, output: () => text };
}

/** Starts and waits until the address is printed. */
export async function startProcess(
  env: Variables,
  command?: readonly [string, ...string[]],
): Promise<StartedProcess> {
  const { child, output } = spawnStart(env, command);
  const url = await readyUrl(child, output);
  return {
    child,
    url,
    output,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

async function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  const signal = AbortSignal.timeout(startLimitMs);
  try {
    for (;;) {
      const found = /is ready: (\S+)[\s\S]*stop: Ctrl-C/.exec(output())?.[1];
      if (found) return found;
      if (child.exitCode !== null) throw new Error('it ended');
      await Promise.race([once(child.stdout as never, 'data', { signal }), once(child, 'exit')]);
    }
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`the start did not become ready:\n${output()}`, { cause });
  }
}

/** The machine's own settings for real stores and clouds would change what these tests start. */
function cleanEnv(): NodeJS.ProcessEnv {
  const names = /^(COS_|WECHAT_|REDIS_|MONGODB_|MYSQL_|VOD_|ALBUM_|GAME_|SESSION_|VIDEO_|NODE_ENV)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}
