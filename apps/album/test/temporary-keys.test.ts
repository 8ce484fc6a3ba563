import assert from 'node:assert/strict';
import { createCosStandIn, type TemporaryKeysRequest } from '@weapp-samples/devcloud';
import { useTempDir } from '@weapp-samples/testkit';
import { signForm } from '../src/credentials';
import { StorageError } from '../src/errors';
import { temporaryKeys } from '../src/stores/temporary-keys';
import { bucket, jpeg, keys, region } from './support';

const temporary = { tmpSecretId: 'AKIDtmp', tmpSecretKey: 'tmp-key', sessionToken: 'tmp-token' };

describe('temporary keys of STS', () => {
  const dir = useTempDir('sts');
  let asked: { policy: object; durationSeconds?: number }[];
  let expiredTime: number;

  beforeEach(() => {
    asked = [];
    expiredTime = 2000;
  });

  const source = (ask?: () => Promise<never>) =>
    temporaryKeys({
      ...keys,
      bucket,
      region,
      folder: 'applet-album',
      durationSeconds: 1800,
      timeoutMs: 100,
      ask: (ask ??
        (async (options: { policy: object }) => {
          asked.push(options);
          return { credentials: temporary, startTime: 200, expiredTime, requestId: 'r' };
        })) as never,
    });

  it('are asked for once by all who need them, and used while they live', async () => {
    const keysFor = source();
    await Promise.all([keysFor(1000), keysFor(1000), keysFor(1900)]);
    await keysFor(2000);
    assert.equal(asked.length, 1);
    expiredTime = 4000;
    await keysFor(2001);
    assert.equal(asked.length, 2);
  });

  it('may do nothing but upload into the folder', async () => {
    await source()(1000);
    assert.deepEqual(asked[0]?.policy, {
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: ['name/cos:PutObject', 'name/cos:PostObject'],
          resource: ['qcs::cos:ap-guangzhou:uid/1250000000:album-1250000000/applet-album/*'],
        },
      ],
    });
    assert.equal(asked[0]?.durationSeconds, 1800);
  });

  it('sign a form that COS takes, with their token in it', async () => {
    const cos = createCosStandIn({ dataDir: dir(), credentials: keys, bucket, region });
    const { url } = await cos.listen();
    const from = Math.floor(Date.now() / 1000);
    const until = from + 300;
    const ask = async (options: TemporaryKeysRequest) => cos.issueTemporaryKeys(options);
    const key = 'applet-album/a.jpg';
    const formData = signForm({
      bucket,
      key,
      contentType: 'image/jpeg',
      size: jpeg.length,
      keys: await source(ask as never)(until),
      from,
      until,
    });
    assert.ok(formData['x-cos-security-token']);
    const form = new FormData();
    for (const [name, value] of Object.entries(formData)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(jpeg)]), 'a.jpg');
    const { status } = await fetch(url, { method: 'POST', body: form });
    const stored = await fetch(`${url}/${key}`);
    await cos.close();
    assert.deepEqual([status, stored.status], [200, 200]);
  });

  it('that STS refuses are told apart from an STS that does not answer, without any key', async () => {
    const cases = [
      [{ Code: 'AuthFailure.SecretIdNotFound', Message: 'no such id' }, 'refused'],
      [
        Object.assign(new Error('ECONNREFUSED'), { config: { data: keys.secretKey } }),
        'unreachable',
      ],
    ] as const;
    for (const [failure, fault] of cases) {
      await assert.rejects(source(() => Promise.reject(failure))(1), (error: StorageError) => {
        assert.ok(error instanceof StorageError);
        assert.equal(error.fault, fault);
        assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /the-key/);
        return true;
      });
    }
  });

  it('that never come are waited for in bounded time', async () => {
    const never = () => new Promise<never>(() => undefined);
    await assert.rejects(source(never)(1), { fault: 'unreachable' });
  });
});
