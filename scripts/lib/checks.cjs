// The checks that are no mocha suite; each counts as one test.
const path = require('node:path');
const { run } = require('./run.cjs');

const limitMs = 10 * 60_000;

/** @type {{ name: string, command: (root: string) => string[] }[]} */
const checks = [
  { name: 'types', command: (root) => [path.join(root, 'scripts', 'types.cjs')] },
  {
    name: 'lint',
    command: (root) => [
      path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
      'ci',
      `--colors=${process.stdout.isTTY ? 'force' : 'off'}`,
    ],
  },
];

/** Runs one of the checks and returns its result as one test. */
async function runCheck(root, { command }) {
  const { code, signal, timedOut } = await run(process.execPath, command(root), {
    cwd: root,
    limitMs,
  });
  const message = timedOut
    ? `was not done after ${limitMs / 1000} s`
    : `see above (${signal ?? code})`;
  const passed = code === 0;
  return {
    result: passed ? 'passed' : 'failed',
    suite: '',
    title: '',
    ...(!passed && { message }),
  };
}

module.exports = { checks, runCheck };
