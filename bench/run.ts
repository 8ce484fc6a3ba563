/** `npm run bench -- NAME` runs bench/NAME.ts; without a name it lists them. `--option=value` goes to the bench. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { machineFacts } from './lib/machine';

interface Bench {
  /** Measures, and prints what it found. A bench without options takes no argument. */
  run(options: readonly string[]): Promise<void>;
}

function benchNames(): string[] {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts');
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

async function runBench(name: string, options: readonly string[]): Promise<void> {
  // Node's own import() does not know TypeScript.
  const bench: Bench = require(join(__dirname, name));
  if (options.length > 0 && bench.run.length === 0)
    throw new Error(`the bench ${name} has no options`);
  console.log(`# ${name}\n\n${machineFacts()}\n`);
  await bench.run(options);
}

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const options = args.filter((arg) => arg.startsWith('--'));
  const known = benchNames();
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    if (unknown.length > 0) console.error(`No such bench: ${unknown.join(' ')}`);
    console.log(`npm run bench -- NAME, where NAME is one of: ${known.join(' ')}`);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  for (const name of names) await runBench(name, options);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
