/** `npm run bench -- NAME` runs bench/NAME.ts; without a name it lists them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { machineFacts } from './lib/machine';

interface Bench {
  /** Measures, and prints what it found. */
  run(): Promise<void>;
}

function benchNames(): string[] {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && file !== 'run.ts');
  return files.map((file) => file.slice(0, -'.ts'.length)).sort();
}

async function runBench(name: string): Promise<void> {
  // Node's own import() does not know TypeScript.
  const bench: Bench = require(join(__dirname, name));
  console.log(`# ${name}\n\n${machineFacts()}\n`);
  await bench.run();
}

async function main(names: readonly string[]): Promise<void> {
  const known = benchNames();
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    if (unknown.length > 0) console.error(`No such bench: ${unknown.join(' ')}`);
    console.log(`npm run bench -- NAME, where NAME is one of: ${known.join(' ')}`);
    process.exitCode = unknown.length > 0 ? 1 : 0;
    return;
  }
  for (const name of names) await runBench(name);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
