/** Writes docs/asyncapi/game.json; run with scripts/ts.cjs. A test fails when the committed file is stale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncapi } from '@weapp-samples/contracts';

const folder = join(__dirname, '..', '..', '..', 'docs', 'asyncapi');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'game.json'), `${JSON.stringify(asyncapi(), null, 2)}\n`);
