/** Writes the list of `wx` members the runtime has into `src/build/wx_names.ts`: run it after adding one. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium, launchSimulator } from '../src/testing/index';

/** Text of the list's file. */
export function namesFile(names: readonly string[]): string {
  const lines = [...names].sort().map((name) => `  '${name}',`);
  return `/** Members of \`wx\` that the runtime has; written by scripts/write-wx-names.ts, checked by a test. */
export const WX_NAMES: readonly string[] = [
${lines.join('\n')}
];
`;
}

async function main() {
  const executablePath = findChromium(process.env);
  if (executablePath === undefined) throw new Error('no Chromium on PATH or in CHROMIUM');
  const appDir = path.join(__dirname, '../test/conformance');
  const sim = await launchSimulator({ appDir, login: null, executablePath });
  const phone = await sim.phone();
  const names = await phone.page.evaluate(() => window.__sim.supported as string[]);
  writeFileSync(path.join(__dirname, '../src/build/wx_names.ts'), namesFile(names));
  await sim.close();
}

if (process.argv[1]?.endsWith('write-wx-names.ts')) {
  main().catch((error) => {
    console.error(error);
    process.exit(1);
  });
}
