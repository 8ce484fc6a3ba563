/** Tells a watchdog process what this process has started, so that nothing outlives it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '..', 'watchdog.cjs');

let watchdog: ChildProcess | undefined;

/** The pipe must not keep the test run alive, its end is what the watchdog waits for. */
function start(): ChildProcess {
  const child = spawn(process.execPath, [program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  const pipe = child.stdin as unknown as { unref(): void } | null;
  pipe?.unref();
  child.stdin?.on('error', () => undefined);
  return child;
}

function tell(line: string): void {
  watchdog ??= start();
  watchdog.stdin?.write(`${line}\n`);
}

/** Kills this process group when the calling process ends, however it ends. */
export function guardProcess(pid: number): () => void {
  tell(`+pid ${pid}`);
  return () => tell(`-pid ${pid}`);
}

/** Removes this folder when the calling process ends, however it ends. */
export function guardFolder(dir: string): () => void {
  tell(`+dir ${dir}`);
  return () => tell(`-dir ${dir}`);
}
