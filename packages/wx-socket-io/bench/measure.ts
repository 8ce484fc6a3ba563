// Timing that stands a busy machine: the contenders take turns, and the median of their turns counts.

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

// In processor time: what else runs on the machine then matters little.
function perSecond(work: () => unknown, ms: number): number {
  const start = process.cpuUsage();
  let used = 0;
  let done = 0;
  while (used < ms * 1000) {
    for (let i = 0; i < 100; i++) work();
    done += 100;
    const { user, system } = process.cpuUsage(start);
    used = user + system;
  }
  return (done * 1e6) / used;
}

/** How often each piece of work is done per second of processor time. */
export function compare(works: readonly (() => unknown)[], turns = 15, ms = 30): number[] {
  for (const work of works) perSecond(work, 2 * ms);
  const rates = works.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, work] of works.entries()) rates[index]?.push(perSecond(work, ms));
  }
  return rates.map(median);
}

/** The ratio that stands for several: their geometric mean. */
export const mean = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
