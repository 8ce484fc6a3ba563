/** What several rounds of one measurement come to. */

/**
 * The middle of the values, or the mean of the middle two.
 * @throws RangeError when there is none
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (low === undefined || high === undefined) throw new RangeError('median of no values');
  return (low + high) / 2;
}

export interface Measured {
  readonly name: string;
  /** The median of the rounds. */
  readonly value: number;
  /** Every round, in the order taken. */
  readonly rounds: readonly number[];
}

/**
 * Measures every candidate once a round, in turn, so that what else the machine does meets all alike.
 * @param candidates a measurement by name; each call returns one figure
 * @param rounds at least 3
 */
export async function alternate(
  candidates: Readonly<Record<string, () => Promise<number>>>,
  rounds = 3,
): Promise<Measured[]> {
  if (rounds < 3) throw new RangeError('a median needs at least 3 rounds');
  const taken = new Map<string, number[]>(Object.keys(candidates).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(candidates)) {
      taken.get(name)?.push(await measure());
    }
  }
  return [...taken].map(([name, values]) => ({ name, value: median(values), rounds: values }));
}
