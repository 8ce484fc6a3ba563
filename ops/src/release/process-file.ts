/**
 * Prints the process.json that pm2 is given on a server: `node ops/dist/release/process-file.js RELEASE FOLDER`
 * is that of the release, with FOLDER (the `current` link) for every process, so that a reload follows the link.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [release = '.', folder = '.'] = process.argv.slice(2);
const { apps } = JSON.parse(readFileSync(join(release, 'process.json'), 'utf8'));
const placed = apps.map((app: object) => ({ ...app, cwd: folder }));
process.stdout.write(`${JSON.stringify({ apps: placed }, null, 2)}\n`);
