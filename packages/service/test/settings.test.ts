import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { from, readSettings, SettingsError, setting } from '@weapp-samples/service';

const declared = {
  port: setting({ env: 'X_PORT', doc: 'port of x', schema: from.port, fallback: 80 }),
  key: setting({
    env: 'X_KEY',
    doc: 'key of x',
    schema: from.text.min(8),
    required: 'production',
    secret: true,
  }),
  flag: setting({ env: 'X_FLAG', doc: 'a flag', schema: from.flag, fallback: false }),
  list: setting({ env: 'X_LIST', doc: 'a list', schema: from.list, fallback: [] as string[] }),
};

describe('settings', () => {
  it('are typed values with their defaults', () => {
    const values = readSettings({ X_PORT: '8080', X_FLAG: 'true', X_LIST: 'a, b' }, declared);
    assert.deepEqual(values, { port: 8080, key: undefined, flag: true, list: ['a', 'b'] });
    assert.equal(readSettings({}, declared).port, 80);
  });

  it('treat an empty variable as not set', () => {
    assert.equal(readSettings({ X_PORT: '' }, declared).port, 80);
  });

  it('name the variable and its meaning when one is malformed', () => {
    const read = () => readSettings({ X_PORT: 'eighty' }, declared);
    assert.throws(read, {
      name: 'SettingsError',
      message: /^X_PORT cannot be "eighty": .*port of x/,
    });
    assert.throws(() => readSettings({ X_PORT: '70000' }, declared), SettingsError);
  });

  it('are one line in production when one is missing', () => {
    const read = () => readSettings({ NODE_ENV: 'production' }, declared);
    assert.throws(read, { name: 'SettingsError', message: 'X_KEY is not set: key of x' });
  });

  it('never show a secret that is malformed', () => {
    const read = () => readSettings({ X_KEY: 'hunter2' }, declared);
    assert.throws(read, (error: Error) => !error.message.includes('hunter2'));
  });

  it('may come from a file', () => {
    const dir = mkdtempSync(join(tmpdir(), 'settings-'));
    try {
      writeFileSync(join(dir, 'key'), 'from-a-file\n');
      const values = readSettings({ X_KEY_FILE: join(dir, 'key') }, declared);
      assert.equal(values.key, 'from-a-file');
    } finally {
      rmSync(dir, { recursive: true });
    }
    const read = () => readSettings({ X_KEY_FILE: join(dir, 'key') }, declared);
    assert.throws(read, { name: 'SettingsError', message: /^X_KEY_FILE names a file that cannot/ });
  });
});
