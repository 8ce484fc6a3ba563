// `npm test`: installs what is missing, then runs types, lint and every suite, and sums up.
//   npm test                      everything
//   npm test -- album types       only these
//   npm test -- --no-install      with what is here
//   npm test -- --limit=900       seconds for one suite, default 600 (e2e: 1800)
// The last line is `N passed, N failed, N skipped`.
// Plain JavaScript without dependencies: on a fresh clone there is nothing else to run it with.
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensureInstalled } = require('./install.cjs');
const { checks, runCheck } = require('./lib/checks.cjs');
const { runSuite } = require('./lib/mocha-run.cjs');
const { endWithChildren } = require('./lib/run.cjs');
const { ensureServers } = require('./lib/servers.cjs');
const { findSuites } = require('./lib/suites.cjs');
const { count, summarize } = require('./lib/summary.cjs');

const root = path.join(__dirname, '..');
const limits = { e2e: 1800 };

/** Waits for its browser more than it works: it runs beside the suites that follow, up to the last. */
const besideOthers = 'simulator';
/** Runs alone: it has a browser of its own, and measures what a machine with other work cannot keep. */
const alone = 'e2e';

function readArguments() {
  const options = { 'no-install': { type: 'boolean' }, limit: { type: 'string' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  return {
    mayInstall: !values['no-install'],
    limit: Number(values.limit) || undefined,
    names: positionals,
  };
}

/** The jobs with these names or folders, all when there are none. */
function choose(jobs, names) {
  const known = (name) => jobs.some((job) => job.name === name || job.dir === name);
  const unknown = names.filter((name) => !known(name));
  if (unknown.length > 0) {
    const all = jobs.map((job) => job.name).join(' ');
    process.stderr.write(`No such tests: ${unknown.join(' ')}. There are: ${all}\n`);
    process.exit(1);
  }
  return jobs.filter(
    ({ name, dir }) => names.length === 0 || names.includes(name) || names.includes(dir),
  );
}

function allJobs(limit) {
  const seconds = (name) => limit ?? limits[name] ?? 600;
  return [
    ...checks.map((check) => ({ ...check, run: async () => [await runCheck(root, check)] })),
    ...findSuites(root).map((suite) => ({
      ...suite,
      run: (options) => runSuite(root, suite, { limitMs: seconds(suite.name) * 1000, ...options }),
    })),
  ];
}

const title = ({ dir, name }) => `\n== ${dir ?? name}`;
const named = (results, { name }) => results.map((result) => ({ ...result, workspace: name }));

/** One job after the other, but for the one that runs beside others and shows its output at its end. */
async function runAll(jobs) {
  const results = [];
  let beside = Promise.resolve([]);
  for (const job of jobs) {
    if (job.name === besideOthers && jobs.at(-1) !== job) {
      const onOutput = (output) => console.log(`${title(job)}\n${output}`);
      beside = job.run({ onOutput }).then((own) => named(own, job));
      continue;
    }
    if (job.name === alone) await beside;
    console.log(title(job));
    results.push(...named(await job.run(), job));
  }
  return [...results, ...(await beside)];
}

async function main() {
  endWithChildren();
  const { mayInstall, limit, names } = readArguments();
  const jobs = choose(allJobs(limit), names);
  if (mayInstall) ensureInstalled(root);
  if (jobs.some(({ files }) => files)) await ensureServers(root, { mayInstall });
  const results = await runAll(jobs);
  console.log(summarize(results));
  const failed = count(results, 'failed') > 0 || results.length === 0;
  process.exitCode = failed ? 1 : 0;
}

main();
