// Runs a program within a time limit; it ends together with all that it has started.
const { spawn } = require('node:child_process');

/** Process groups that run now, to be ended when this process is told to end. */
const running = new Set();

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

function collect(child) {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  return () => text;
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitMs?: number, quiet?: boolean,
 *   abort?: AbortSignal }} [options] quiet keeps the output instead of showing it; `abort` kills it
 * @returns {Promise<{ code: number | null, signal: string | null, timedOut: boolean, output: string }>}
 *   code 127 when there is no such program
 */
function run(program, args, { cwd, env, limitMs = 600_000, quiet = false, abort } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    const output = collect(child);
    child.on('error', (error) => {
      resolve({ code: 127, signal: null, timedOut: false, output: error.message });
    });
    if (child.pid === undefined) return;
    let timedOut = false;
    running.add(child.pid);
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child.pid, 'SIGKILL');
    }, limitMs);
    abort?.addEventListener('abort', () => killGroup(child.pid, 'SIGKILL'));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child.pid);
      killGroup(child.pid, 'SIGKILL');
      resolve({ code, signal, timedOut, output: output() });
    });
  });
}

/** Ctrl-C and SIGTERM end what runs, then this process. */
function endWithChildren() {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, () => {
      for (const pid of running) killGroup(pid, 'SIGKILL');
      process.exit(code);
    });
  }
}

module.exports = { run, endWithChildren };
