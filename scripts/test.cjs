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
      run: () => runSuite(root, suite, { limitMs: seconds(suite.name) * 1000 }),
    })),
  ];
}

async function main() {
  endWithChildren();
  const { mayInstall, limit, names } = readArguments();
  const jobs = choose(allJobs(limit), names);
  if (mayInstall) ensureInstalled(root);
  if (jobs.some(({ files }) => files)) await ensureServers(root, { mayInstall });
  const results = [];
  for (const job of jobs) {
    console.log(`\n== ${job.dir ?? job.name}`);
    const own = await job.run();
    results.push(...own.map((result) => ({ ...result, workspace: job.name })));
  }
  console.log(summarize(results));
  const failed = count(results, 'failed') > 0 || results.length === 0;
  process.exitCode = failed ? 1 : 0;
}

main();
