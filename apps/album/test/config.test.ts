import assert from 'node:assert/strict';
import { SettingsError } from '@weapp-samples/service';
import { albumConfig } from '../src/config';
import { settings } from './support';

const { COS_ENDPOINT: _, NODE_ENV: __, ...env } = settings('http://127.0.0.1:1');
const production = {
  ...env,
  NODE_ENV: 'production',
  WECHAT_APP_ID: 'wx1',
  WECHAT_APP_SECRET: 'secret',
  REDIS_URL: 'redis://127.0.0.1:6379',
  ALBUM_OWNER_SECRET: 'long random text',
};

describe('the settings of the album', () => {
  it('take the bucket’s own domain unless told otherwise', () => {
    const { imageDomain, bucketUrl } = albumConfig(env);
    assert.equal(imageDomain, 'https://album-1250000000.cos.ap-guangzhou.myqcloud.com');
    assert.equal(bucketUrl, imageDomain);
  });

  it('take a domain for images with or without its protocol', () => {
    for (const domain of [
      'img.example.com',
      'https://img.example.com',
      'https://img.example.com/',
    ]) {
      assert.equal(
        albumConfig({ ...env, COS_DOMAIN: domain }).imageDomain,
        'https://img.example.com',
      );
    }
    const { bucketUrl } = albumConfig({ ...env, COS_DOMAIN: 'img.example.com' });
    assert.equal(bucketUrl, 'https://album-1250000000.cos.ap-guangzhou.myqcloud.com');
  });

  it('let everyone share one folder in development, and know users in production', () => {
    assert.equal(albumConfig(env).sessions, undefined);
    assert.ok(albumConfig(production).sessions);
    assert.equal(albumConfig({ ...production, ALBUM_ACCESS: 'public' }).sessions, undefined);
  });

  for (const name of Object.keys(production).filter(
    (one) => !/NODE_ENV|PORT|LIMIT|TIMEOUT/.test(one),
  )) {
    it(`stop a start in production without ${name}, in one line that names it`, () => {
      assert.throws(
        () => albumConfig({ ...production, [name]: '' }),
        (error: Error) =>
          error instanceof SettingsError &&
          error.message.startsWith(`${name} is not set`) &&
          !error.message.includes('\n'),
      );
    });
  }

  for (const [name, value] of [
    ['COS_BUCKET', 'no-appid'],
    ['COS_REGION', 'cos.ap-guangzhou'],
    ['COS_ENDPOINT', 'ftp://127.0.0.1'],
    ['COS_ENDPOINT', 'http://127.0.0.1/path'],
    ['COS_DOMAIN', 'https://img.example.com/path'],
    ['COS_UPLOAD_FOLDER', '../up'],
    ['COS_UPLOAD_FOLDER', '/'],
    ['COS_TIMEOUT_MS', '-1'],
    ['ALBUM_ACCESS', 'everyone'],
    ['ALBUM_LIST_CACHE_MS', 'x'],
    ['ALBUM_PERMISSION_SECONDS', '1'],
    ['REDIS_URL', 'http://127.0.0.1'],
  ] as const) {
    it(`refuse ${name}=${value}`, () => {
      assert.throws(
        () => albumConfig({ ...env, [name]: value }),
        new RegExp(`^SettingsError: ${name} `),
      );
    });
  }

  it('never show a secret', () => {
    assert.throws(
      () => albumConfig({ ...env, REDIS_URL: 'http://user:password@127.0.0.1' }),
      (error: Error) => !error.message.includes('password'),
    );
  });
});
