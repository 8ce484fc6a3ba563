import assert from 'node:assert/strict';
import { createMemorySessionStore, createWeappSession, type WeappSessionOptions } from '../src';
import { appId, appSecret } from './helpers/weixin';

const good = { appId, appSecret, store: createMemorySessionStore() };

describe('the options', () => {
  for (const [option, value] of [
    ['appId', ''],
    ['appSecret', undefined],
    ['idSecret', ''],
    ['store', {}],
    ['store', undefined],
    ['endpoint', 'api.weixin.qq.com'],
    ['endpoint', 'ftp://api.weixin.qq.com'],
    ['timeoutMs', 0],
    ['timeoutMs', 60_001],
    ['retries', 6],
    ['retries', -1],
    ['ttlSeconds', 0.5],
    ['tokenTtlSeconds', Number.NaN],
    ['profileTtlSeconds', 60],
    ['maxTokens', 0],
    ['storeTimeoutMs', Number.POSITIVE_INFINITY],
    ['pollMs', '50'],
  ] as const) {
    it(`refuse ${option}: ${String(value)} at set-up, by name and without the value`, () => {
      const options = { ...good, [option]: value } as unknown as WeappSessionOptions;
      assert.throws(() => createWeappSession(options), {
        name: 'TypeError',
        message: new RegExp(`^weappSession: ${option} must be `),
      });
    });
  }

  it('take a 0 where 0 is allowed', () => {
    createWeappSession({ ...good, retries: 0, retryDelayMs: 0 });
  });
});
