/** Temporary keys: what their policy allows, while they live. */
import assert from 'node:assert/strict';
import COS from 'cos-nodejs-sdk-v5';
import fc from 'fast-check';
import { hmacSha1, sha1 } from '../../src/cos/signature';
import { type PolicyStatement, TemporaryKeyStore } from '../../src/cos/temporary-keys';
import { Bucket, Region, refusal, type Started, start } from './support';

const folder = `qcs::cos:${Region}:uid/1250000000:${Bucket}/mine/*`;

describe('temporary keys of the COS stand-in', () => {
  let started: Started;
  let now = Date.now();
  beforeEach(async () => {
    now = Date.now();
    started = await start({ clock: () => now });
  });
  afterEach(() => started.stop());

  const issue = (statement: readonly PolicyStatement[], durationSeconds = 600) =>
    started.standIn.issueTemporaryKeys({ durationSeconds, policy: { statement } });
  const allow = (...action: string[]): PolicyStatement => ({
    effect: 'allow',
    action,
    resource: [folder],
  });

  /** The SDK with keys of STS. */
  function client(statement: readonly PolicyStatement[]) {
    const { credentials } = issue(statement);
    return new COS({
      SecretId: credentials.tmpSecretId,
      SecretKey: credentials.tmpSecretKey,
      SecurityToken: credentials.sessionToken,
      Domain: started.standIn.domain,
      Protocol: 'http:',
    });
  }

  it('do what the policy allows, where it allows it', async () => {
    const cos = client([allow('name/cos:PutObject')]);
    const put = (Key: string) => cos.putObject({ Bucket, Region, Key, Body: 'x' });
    assert.equal((await put('mine/1')).statusCode, 200);
    await assert.rejects(put('other/1'), { code: 'AccessDenied', statusCode: 403 });
    await assert.rejects(cos.deleteObject({ Bucket, Region, Key: 'mine/1' }), {
      code: 'AccessDenied',
    });
    await assert.rejects(cos.getBucket({ Bucket, Region }), { code: 'AccessDenied' });
  });

  it('delete of many what they may', async () => {
    for (const Key of ['mine/1', 'other/1'])
      await started.cos.putObject({ Bucket, Region, Key, Body: 'x' });
    const cos = client([allow('name/cos:*')]);
    const Objects = [{ Key: 'mine/1' }, { Key: 'other/1' }];
    const { Deleted, Error: errors } = await cos.deleteMultipleObject({ Bucket, Region, Objects });
    assert.deepEqual(Deleted, [{ Key: 'mine/1' }]);
    assert.deepEqual(
      errors.map(({ Key, Code }) => [Key, Code]),
      [['other/1', 'AccessDenied']],
    );
  });

  it('read what is private only with permission', async () => {
    await started.cos.putObject({ Bucket, Region, Key: 'mine/1', Body: 'x', ACL: 'private' });
    const get = (statement: PolicyStatement[]) =>
      client(statement).getObject({ Bucket, Region, Key: 'mine/1' });
    assert.equal(String((await get([allow('name/cos:GetObject')])).Body), 'x');
    await assert.rejects(get([allow('name/cos:PutObject')]), { code: 'AccessDenied' });
  });

  /** A POST form as the album hands it to a phone. */
  function post(key: string, keys: ReturnType<typeof issue>, token?: string): Promise<Response> {
    const { tmpSecretId, tmpSecretKey, sessionToken } = keys.credentials;
    const keyTime = `${keys.startTime};${keys.expiredTime}`;
    const policy = JSON.stringify({
      expiration: keys.expiration,
      conditions: [
        { 'q-sign-algorithm': 'sha1' },
        { 'q-ak': tmpSecretId },
        { 'q-sign-time': keyTime },
        { key },
      ],
    });
    const form = new FormData();
    const fields = {
      key,
      policy: Buffer.from(policy).toString('base64'),
      'q-sign-algorithm': 'sha1',
      'q-ak': tmpSecretId,
      'q-key-time': keyTime,
      'q-signature': hmacSha1(hmacSha1(tmpSecretKey, keyTime), sha1(policy)),
      'x-cos-security-token': token ?? sessionToken,
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob(['x']), 'x');
    return fetch(started.url, { method: 'POST', body: form });
  }

  it('post forms when the policy allows PostObject', async () => {
    const keys = issue([allow('name/cos:PutObject', 'name/cos:PostObject')]);
    assert.equal((await post('mine/1', keys)).status, 204);
    assert.equal(await refusal(await post('other/1', keys)), '403 AccessDenied');
    const without = issue([allow('name/cos:PutObject')]);
    assert.equal(await refusal(await post('mine/1', without)), '403 AccessDenied');
  });

  it('are nothing without their token, and nothing when they are over', async () => {
    const keys = issue([allow('*')]);
    assert.equal(await refusal(await post('mine/1', keys, 'other')), '403 InvalidAccessKeyId');
    assert.equal(await refusal(await post('mine/1', keys, '')), '403 InvalidAccessKeyId');
    now += 600_000;
    assert.equal(await refusal(await post('mine/1', keys)), '403 InvalidAccessKeyId');
    assert.throws(() => issue([], 0), RangeError);
    assert.throws(() => issue([], 43_201), RangeError);
  });

  it('match patterns as the regular expression would, and a denial wins', () => {
    const store = new TemporaryKeyStore({
      resourcePrefix: '',
      clock: () => 0,
      random: (bytes) => Buffer.alloc(bytes),
    });
    const allows = (statement: PolicyStatement[], key: string) => {
      const { tmpSecretId, sessionToken } = store.issue({ policy: { statement } }).credentials;
      return store.find(tmpSecretId, sessionToken).allows('a', key);
    };
    const pattern = fc.stringMatching(/^[ab*]{0,8}$/);
    const key = fc.stringMatching(/^[ab]{0,8}$/);
    fc.assert(
      fc.property(pattern, key, (resource, text) => {
        const expected = new RegExp(`^${resource.replaceAll('*', '.*')}$`).test(text);
        assert.equal(allows([{ effect: 'allow', action: 'a', resource }], text), expected);
      }),
      { numRuns: 2000 },
    );
    const all: PolicyStatement = { effect: 'allow', action: '*', resource: '*' };
    assert.equal(allows([all, { ...all, effect: 'deny', resource: 'x*' }], 'xy'), false);
    assert.equal(allows([all, { ...all, effect: 'deny', resource: 'x*' }], 'y'), true);
  });
});
