import assert from 'node:assert/strict';
import { SettingsError } from '@weapp-samples/service';
import { useTempDir } from '@weapp-samples/testkit';
import { readConfig } from '../src/config';
import { start } from '../src/main';

const wechat = { WECHAT_APP_ID: 'wx0', WECHAT_APP_SECRET: 'geheim' };
const production = {
  ...wechat,
  NODE_ENV: 'production',
  REDIS_URL: 'redis://:geheim@127.0.0.1',
  MONGODB_URI: 'mongodb://ann:geheim@127.0.0.1/db',
};

describe('the settings of the session service', () => {
  const dir = useTempDir('session');

  for (const name of ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'REDIS_URL', 'MONGODB_URI']) {
    it(`in production must hold ${name}`, () => {
      assert.doesNotThrow(() => readConfig(production));
      assert.throws(() => readConfig({ ...production, [name]: '' }), {
        name: 'SettingsError',
        message: new RegExp(`^${name} is not set`),
      });
    });
  }

  for (const [name, value] of [
    ['MONGODB_URI', 'mysql://ann:geheim@127.0.0.1'],
    ['REDIS_URL', 'http://ann:geheim@127.0.0.1'],
    ['DATABASE_TIMEOUT_MS', 'soon'],
  ] as const) {
    it(`refuse ${name} in one line that shows no secret`, () => {
      assert.throws(
        () => readConfig({ ...wechat, [name]: value }),
        (error: Error) => error.message.startsWith(name) && !error.message.includes('geheim'),
      );
    });
  }

  it('refuse an address of MongoDB that its driver cannot read, without showing it', async () => {
    const env = {
      ...wechat,
      SESSION_PORT: '0',
      DATA_DIR: dir(),
      MONGODB_URI: 'mongodb://ann:geheim@127.0.0.1:99999/db?tls=perhaps',
    };
    await assert.rejects(start({ env }), (error: Error) => {
      assert.ok(error instanceof SettingsError);
      assert.match(error.message, /^MONGODB_URI/);
      return !error.message.includes('geheim');
    });
  });

  it('leave room for the largest drawing, whatever BODY_LIMIT says', () => {
    const { bodyLimitBytes } = readConfig({ ...wechat, BODY_LIMIT: '1000' });
    assert.ok(bodyLimitBytes > 3 * 512 * 1024);
    assert.equal(readConfig({ ...wechat, BODY_LIMIT: '10000000' }).bodyLimitBytes, 10_000_000);
  });
});
