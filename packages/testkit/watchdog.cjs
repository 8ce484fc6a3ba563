// Ends what a test run has started when that run dies, even by SIGKILL: a run holds a pipe to this
// process, writes one line for each server and folder, and the pipe's end is the sign that it is gone.
// Lines: `+pid N`, `-pid N`, `+dir PATH`, `-dir PATH`. A pid leads its own process group.
const { rmSync } = require('node:fs');
const readline = require('node:readline');

const known = { pid: new Set(), dir: new Set() };

function note(line) {
  const [, sign, kind, value] = /^([+-])(pid|dir) (.+)$/.exec(line) ?? [];
  if (sign === '+') known[kind].add(value);
  if (sign === '-') known[kind].delete(value);
}

function end(pid) {
  try {
    process.kill(-Number(pid), 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function remove(dir) {
  try {
    rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  } catch {
    // Nobody is left who could be told.
  }
}

const lines = readline.createInterface({ input: process.stdin });
lines.on('line', note);
lines.on('close', () => {
  known.pid.forEach(end);
  known.dir.forEach(remove);
});
