import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMemorySessionStore } from '../src';
import { settingsOf } from '../src/options';

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

const options = readme.slice(readme.indexOf('## Options'), readme.indexOf('## Stores'));
const rows = options.split('\n').map((line) => line.split('|'));

describe('the README', () => {
  it('names every option, and the defaults that are numbers as they are', () => {
    const settings = settingsOf({ appId: 'a', appSecret: 'b', store: createMemorySessionStore() });
    for (const [option, value] of Object.entries(settings)) {
      const row = rows.find(([, names]) => names?.includes(`\`${option}\``));
      assert.ok(row, `${option} is not in the table`);
      if (typeof value === 'number') assert.equal(row[2]?.trim(), `${value}`, option);
    }
  });
});
