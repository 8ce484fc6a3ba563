import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { envExample } from '../env-example';

describe('.env.example', () => {
  it('is what the settings say; npm run env-example writes it', () => {
    const committed = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
    assert.equal(committed, envExample());
  });

  it('names every setting once, and holds no value', () => {
    const lines = envExample()
      .split('\n')
      .filter((line) => /^[^#]/.test(line));
    assert.ok(lines.length > 20);
    assert.equal(new Set(lines).size, lines.length);
    for (const line of lines) assert.match(line, /^[A-Z0-9_]+=$/);
  });
});
