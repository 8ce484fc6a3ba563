// Mocha's spec reporter, and beside it one JSON line for each result in the file that the
// reporter option `results` names. Written as it happens, so that a crash loses nothing.
const fs = require('node:fs');
const Mocha = require('mocha');

const { Spec } = Mocha.reporters;
const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
  Mocha.Runner.constants;

function placeOf(test) {
  const path = test.titlePath();
  return { suite: path.slice(0, -1).join(' › '), title: path.at(-1) ?? test.title };
}

class ResultsReporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOptions?.results ?? options.reporterOption?.results;
    const write = (line) => fs.appendFileSync(file, `${JSON.stringify(line)}\n`);
    runner.on(EVENT_TEST_PASS, (test) => write({ result: 'passed', ...placeOf(test) }));
    runner.on(EVENT_TEST_PENDING, (test) => write({ result: 'skipped', ...placeOf(test) }));
    runner.on(EVENT_TEST_FAIL, (test, error) =>
      write({ result: 'failed', ...placeOf(test), message: `${error?.message ?? error}` }),
    );
    runner.on(EVENT_RUN_END, () => write({ result: 'end' }));
  }
}

module.exports = ResultsReporter;
