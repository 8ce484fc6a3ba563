/** What the doctor says, for a person to read. */
import type { Finding, State } from './finding';

const marks: Readonly<Record<State, string>> = {
  good: 'ok     ',
  warning: 'warning',
  wrong: 'WRONG  ',
  skipped: 'skipped',
};

/** One line a finding, and how to mend it on the next. */
export function reportText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.map(({ what, state, said, mend }) => {
    const line = `${marks[state]}  ${what.padEnd(width)}  ${said}`;
    return mend ? `${line}\n         ${' '.repeat(width)}  → ${mend}` : line;
  });
  return `${lines.join('\n')}\n`;
}

/** The last line. */
export function verdict(findings: readonly Finding[]): string {
  const count = (state: State) => findings.filter((finding) => finding.state === state).length;
  const bad = count('wrong');
  const warnings = count('warning');
  const mild = warnings > 0 ? `, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}` : '';
  if (bad === 0) return `All is well${mild}.\n`;
  return `${bad} ${bad === 1 ? 'thing is' : 'things are'} wrong${mild}.\n`;
}
