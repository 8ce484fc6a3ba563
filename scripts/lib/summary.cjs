// Sums up the results of all suites in words.

function count(results, kind) {
  return results.filter(({ result }) => result === kind).length;
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}

function failureLines(results) {
  const failed = results.filter(({ result }) => result === 'failed');
  return failed.flatMap(({ workspace, suite, title, message }) => [
    `  ${[workspace, suite, title].filter(Boolean).join(' › ')}`,
    ...(message ? [indent(message)] : []),
  ]);
}

/** A suite that was skipped as a whole says why in its title and takes one line. */
function skippedLines(results) {
  const bySuite = new Map();
  for (const { result, workspace, suite, title } of results) {
    if (result !== 'skipped') continue;
    const name = [workspace, suite].filter(Boolean).join(' › ');
    bySuite.set(name, [...(bySuite.get(name) ?? []), title]);
  }
  return [...bySuite].flatMap(([name, titles]) =>
    name.includes('(skipped: ')
      ? [`  ${name}: ${titles.length} ${titles.length === 1 ? 'test' : 'tests'}`]
      : titles.map((title) => `  ${name} › ${title}`),
  );
}

/**
 * The end of a test run: what failed, what was skipped and why, and the totals as the last line.
 * @param {readonly { result: string, workspace: string, suite: string, title: string, message?: string }[]} results
 */
function summarize(results) {
  const failures = failureLines(results);
  const skipped = skippedLines(results);
  const kinds = ['passed', 'failed', 'skipped'];
  return [
    '',
    ...(failures.length > 0 ? ['Failed:', ...failures, ''] : []),
    ...(skipped.length > 0 ? ['Skipped:', ...skipped, ''] : []),
    kinds.map((kind) => `${count(results, kind)} ${kind}`).join(', '),
  ].join('\n');
}

module.exports = { summarize, count };
