import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { apis, serviceEntry, serviceTable } from '@weapp-samples/contracts';

const root = join(__dirname, '..', '..', '..');

describe('the service table', () => {
  it('gives every service a name, a port and a prefix of its own', () => {
    for (const key of ['name', 'port', 'prefix', 'entry'] as const) {
      assert.equal(new Set(serviceTable.map((entry) => entry[key])).size, serviceTable.length, key);
    }
  });

  it('names entry points that exist', () => {
    for (const { entry } of serviceTable) assert.ok(existsSync(join(root, `${entry}.ts`)), entry);
  });

  it('agrees with the prefixes of the APIs', () => {
    const prefixes = serviceTable.map(({ prefix }): string => prefix);
    for (const { name, prefix } of apis) assert.ok(prefixes.includes(prefix), name);
  });

  it('is asked by name', () => {
    assert.equal(serviceEntry('album').port, 9993);
    assert.throws(() => serviceEntry('nothing' as never), /no service is called nothing/);
  });
});
