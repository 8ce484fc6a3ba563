/** `npm run openapi`: writes docs/openapi/<name>.json of each API. A test fails when a committed file is stale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apis, openapi } from '@weapp-samples/contracts';

const folder = join(__dirname, '..', '..', '..', 'docs', 'openapi');
mkdirSync(folder, { recursive: true });
for (const api of apis) {
  writeFileSync(join(folder, `${api.name}.json`), `${JSON.stringify(openapi(api), null, 2)}\n`);
}
