/** One run of a server program: its output is kept, its whole process group ends with it. */
import { spawn } from 'node:child_process';
import { guardProcess } from './guard';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>;
  alive(): boolean;
  /** What it has printed, the last 256 KB. */
  output(): string;
  /** Sends a signal to the process and its children. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, and SIGKILL when it is still there after `graceMs`. */
  end(graceMs?: number): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

const keptOutput = 256 * 1024;

function keepOutput(streams: readonly (NodeJS.ReadableStream | null)[]): () => string {
  let text = '';
  for (const stream of streams) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-keptOutput);
    });
  }
  return () => text;
}

/** A stopped (SIGSTOP) process gets SIGTERM only once it goes on. */
function endGroup(signal: (name: NodeJS.Signals) => void, exited: Promise<void>, graceMs: number) {
  signal('SIGTERM');
  signal('SIGCONT');
  const timer = setTimeout(() => signal('SIGKILL'), graceMs);
  return exited.finally(() => clearTimeout(timer));
}

/**
 * Runs a program in a process group of its own.
 * @throws Error when the program cannot be started at all
 */
export function runServer(command: Command): ServerProcess {
  const { program, args, cwd, env = process.env } = command;
  const child = spawn(program, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  // Told to the caller below; without a listener it would end the test run.
  child.on('error', () => undefined);
  if (pid === undefined) throw new Error(`${program} could not be started`);
  const release = guardProcess(pid);
  const output = keepOutput([child.stdout, child.stderr]);
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => {
      release();
      resolve();
    });
  });
  const alive = () => child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals) => {
    if (alive()) process.kill(-pid, name);
  };
  return {
    pid,
    exited,
    alive,
    output,
    signal,
    end: (graceMs = 5000) => endGroup(signal, exited, graceMs),
    kill: () => {
      signal('SIGKILL');
      return exited;
    },
  };
}
