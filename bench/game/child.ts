/** A process of this bench, and what it says. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How much of what a process complains of is kept, in characters. */
const keptLength = 2000;

export interface Child {
  readonly process: ChildProcess;
  /**
   * The next message with this field.
   * @throws Error when the process ends before, or says nothing of it for so long
   */
  said(field: string, limitMs: number): Promise<Readonly<Record<string, unknown>>>;
  /** SIGKILL; resolves when it has ended. */
  kill(): Promise<void>;
}

/**
 * Runs a file of this folder. What it complains of is shown only with an error: under load Colyseus prints
 * thousands of lines.
 */
export function startChild(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Child {
  const child = fork(join(__dirname, file), args, {
    execArgv: [],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (data) => {
    complaints = (complaints + data).slice(-keptLength);
  });
  const failed = (what: string) => new Error(`${file} ${what}\n${complaints}`);
  const ended = once(child, 'exit').then(([code]) => {
    throw failed(`ended with code ${code}`);
  });
  ended.catch(() => undefined);
  return {
    process: child,
    async said(field, limitMs) {
      const signal = AbortSignal.timeout(limitMs);
      for (;;) {
        const next = once(child, 'message', { signal }).catch(() => {
          throw failed(`has not said its ${field} in ${limitMs} ms`);
        });
        const [message] = await Promise.race([next, ended]);
        if (field in message) return message;
      }
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
