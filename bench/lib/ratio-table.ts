/** Prints measurements beside what they are compared with. */
import type { Measured } from './median';

export interface RatioTableOptions {
  /** Of the figures, such as `requests/s`. */
  readonly unit: string;
  /** The name of the row that the others are divided by. */
  readonly base: string;
  /** Decimals of the figures. Default 0. */
  readonly digits?: number;
}

/** The value of one row divided by that of another. @throws RangeError for a name that is none */
export function ratio(rows: readonly Measured[], name: string, base: string): number {
  const figure = (wanted: string) => {
    const row = rows.find((one) => one.name === wanted);
    if (!row) throw new RangeError(`no measurement is called ${wanted}`);
    return row.value;
  };
  return figure(name) / figure(base);
}

/** A Markdown table: median, lowest and highest round, ratio to the base. */
export function ratioTable(rows: readonly Measured[], options: RatioTableOptions): string {
  const { unit, base, digits = 0 } = options;
  const show = (value: number) => value.toFixed(digits);
  const lines = rows.map(({ name, value, rounds }) => {
    const range = `${show(Math.min(...rounds))} … ${show(Math.max(...rounds))}`;
    return `| ${name} | ${show(value)} | ${range} | ${ratio(rows, name, base).toFixed(2)} |`;
  });
  const head = `| | ${unit}, median | lowest … highest | of ${base} |`;
  return [head, '|---|---:|---:|---:|', ...lines].join('\n');
}
