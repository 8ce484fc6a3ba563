// Runs the tests of one suite in a mocha process of its own and reads what came of them.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { run } = require('./run.cjs');

function readResults(file) {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** Kills the run when it has told its end and does not end. */
function watchEnd(file, abort, lingerMs) {
  let endedAt;
  return setInterval(() => {
    endedAt ??= readResults(file).some(({ result }) => result === 'end') ? Date.now() : undefined;
    if (endedAt && Date.now() - endedAt > lingerMs) abort.abort();
  }, 250);
}

/** What is wrong with the run as a whole, or undefined. */
function faultOf({ code, signal, timedOut }, results, lingered, limitMs) {
  if (timedOut) return `was not done after ${limitMs / 1000} s`;
  if (lingered) return 'did not end after its last test: it left something open';
  if (!results.some(({ result }) => result === 'end')) return `ended early (${signal ?? code})`;
  if (results.length === 1) return 'ran no test';
  const failed = results.some(({ result }) => result === 'failed');
  return code !== 0 && !failed ? `ended with ${signal ?? `code ${code}`}` : undefined;
}

/**
 * @param {string} root the project's folder
 * @param {{ name: string, files: readonly string[] }} suite
 * @param {{ limitMs: number, onOutput?: (output: string) => void, lingerMs?: number }} options
 *   onOutput is given what the tests print, at their end, instead of the terminal; lingerMs: a process
 *   that is still there this long after its last test has left something open
 * @returns {Promise<{ result: string, suite: string, title: string, message?: string }[]>}
 */
async function runSuite(root, { name, files }, { limitMs, onOutput, lingerMs = 20_000 }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-results-'));
  const clean = () => fs.rmSync(dir, { recursive: true, force: true });
  process.once('exit', clean);
  const file = path.join(dir, 'results.jsonl');
  const reporter = path.join(__dirname, 'reporter.cjs');
  const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const args = [
    mocha,
    '--reporter',
    reporter,
    '--reporter-option',
    `results=${file}`,
    '--forbid-only',
  ];
  const abort = new AbortController();
  const watch = watchEnd(file, abort, lingerMs);
  const end = await run(process.execPath, [...args, ...files], {
    cwd: root,
    limitMs,
    quiet: onOutput !== undefined,
    abort: abort.signal,
  });
  clearInterval(watch);
  onOutput?.(end.output);
  const results = readResults(file);
  clean();
  process.off('exit', clean);
  const fault = faultOf(end, results, abort.signal.aborted, limitMs);
  const tests = results.filter(({ result }) => result !== 'end');
  return fault
    ? [...tests, { result: 'failed', suite: name, title: 'the test run', message: fault }]
    : tests;
}

module.exports = { runSuite };
