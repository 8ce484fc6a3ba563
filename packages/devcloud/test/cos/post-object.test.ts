/** POST Object as wx.uploadFile sends it: a plain multipart form with a signed policy. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { hmacSha1, sha1 } from '../../src/cos/signature';
import { Bucket, credentials, refusal, type Started, start } from './support';

type Conditions = unknown[];

describe('POST forms to the COS stand-in', () => {
  let started: Started;
  before(async () => {
    started = await start();
  });
  after(() => started.stop());

  /** Everything a server hands to the phone; `changed` replaces fields after the signing. */
  function signedForm(
    key: string,
    conditions: Conditions = [],
    changed: Record<string, string | undefined> = {},
    { expiresIn = 600, required = true } = {},
  ): FormData {
    const now = Math.floor(Date.now() / 1000);
    const keyTime = `${now};${now + Math.max(expiresIn, 1)}`;
    const tied = [
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': credentials.secretId },
      { 'q-sign-time': keyTime },
    ];
    const policy = JSON.stringify({
      expiration: new Date((now + expiresIn) * 1000).toISOString(),
      conditions: [...(required ? tied : []), ...conditions],
    });
    const fields: Record<string, string | undefined> = {
      key,
      policy: Buffer.from(policy).toString('base64'),
      'q-sign-algorithm': 'sha1',
      'q-ak': credentials.secretId,
      'q-key-time': keyTime,
      'q-signature': hmacSha1(hmacSha1(credentials.secretKey, keyTime), sha1(policy)),
      ...changed,
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      if (value !== undefined) form.append(name, value);
    return form;
  }

  const send = (form: FormData, file: Blob | string = 'content', name = 'photo.jpg') => {
    if (file !== '') form.append('file', new Blob([file]), name);
    return fetch(started.url, { method: 'POST', body: form, redirect: 'manual' });
  };
  const get = (key: string) => fetch(`${started.url}/${key}`);

  it('stores the file and answers 204 with ETag and Location', async () => {
    const answer = await send(signedForm('u/1.jpg', [['eq', '$key', 'u/1.jpg']]));
    assert.equal(answer.status, 204);
    assert.equal(
      answer.headers.get('etag'),
      `"${createHash('md5').update('content').digest('hex')}"`,
    );
    assert.equal(answer.headers.get('location'), `${started.url}/u/1.jpg`);
    assert.equal(await (await get('u/1.jpg')).text(), 'content');
  });

  it('answers 200, and 201 with XML, when the form asks for it', async () => {
    const ok = await send(signedForm('u/200', [], { success_action_status: '200' }));
    assert.equal(ok.status, 200);
    const created = await send(signedForm('u/201', [], { success_action_status: '201' }));
    assert.equal(created.status, 201);
    const xml = await created.text();
    assert.match(xml, /<PostResponse><Location>.*u\/201<\/Location><Bucket>/);
    assert.match(xml, /<Key>u\/201<\/Key><ETag>&quot;[0-9a-f]{32}&quot;<\/ETag>/);
    const odd = await send(signedForm('u/202', [], { success_action_status: '202' }));
    assert.equal(await refusal(odd), '400 InvalidArgument');
  });

  it('redirects when the form asks for it', async () => {
    const target = 'http://127.0.0.1/done?x=1';
    const answer = await send(signedForm('u/r', [], { success_action_redirect: target }));
    assert.equal(answer.status, 303);
    const location = new URL(answer.headers.get('location') ?? '');
    assert.equal(location.searchParams.get('key'), 'u/r');
    assert.equal(location.searchParams.get('bucket'), Bucket);
  });

  it('keeps Content-Type, Cache-Control and x-cos-meta-* of the form', async () => {
    const fields = {
      'Content-Type': 'image/png',
      'Cache-Control': 'no-cache',
      'x-cos-meta-by': 'me',
    };
    await send(signedForm('u/meta', [{ 'content-type': 'image/png' }], fields));
    const { headers } = await get('u/meta');
    assert.equal(headers.get('content-type'), 'image/png');
    assert.equal(headers.get('cache-control'), 'no-cache');
    assert.equal(headers.get('x-cos-meta-by'), 'me');
  });

  it('puts the name of the file into the key', async () => {
    await send(signedForm(`n/$${'{filename}'}`, [['starts-with', '$key', 'n/']]), 'x', '图.jpg');
    assert.equal(await (await get(`n/${encodeURIComponent('图.jpg')}`)).text(), 'x');
  });

  const refused: Array<[what: string, expected: string, form: () => FormData, file?: string]> = [
    [
      'another key than the policy fixes',
      '403 AccessDenied',
      () => signedForm('other', [{ key: 'mine' }]),
    ],
    [
      'a key outside the allowed folder',
      '403 AccessDenied',
      () => signedForm('b/1', [['starts-with', '$key', 'a/']]),
    ],
    [
      'another type than the policy fixes',
      '403 AccessDenied',
      () => signedForm('k', [{ 'Content-Type': 'image/jpeg' }], { 'Content-Type': 'text/html' }),
    ],
    [
      'no type where the policy fixes one',
      '403 AccessDenied',
      () => signedForm('k', [{ 'Content-Type': 'image/jpeg' }]),
    ],
    ['another bucket', '403 AccessDenied', () => signedForm('k', [{ bucket: 'other-1250000000' }])],
    [
      'a file that is too large',
      '400 EntityTooLarge',
      () => signedForm('k', [['content-length-range', 1, 6]]),
    ],
    [
      'a file that is too small',
      '400 EntityTooSmall',
      () => signedForm('k', [['content-length-range', 8, 10]]),
    ],
    ['a policy that is over', '403 AccessDenied', () => signedForm('k', [], {}, { expiresIn: -1 })],
    [
      'a policy not tied to its signature',
      '403 AccessDenied',
      () => signedForm('k', [{ key: 'k' }], {}, { required: false }),
    ],
    [
      'a policy without conditions',
      '400 InvalidPolicyDocument',
      () => signedForm('k', [], {}, { required: false }),
    ],
    [
      'an unknown operator',
      '400 InvalidPolicyDocument',
      () => signedForm('k', [['ends-with', '$key', 'k']]),
    ],
    [
      'a range that is none',
      '400 InvalidPolicyDocument',
      () => signedForm('k', [['content-length-range', 5, 1]]),
    ],
    [
      'a changed policy',
      '403 SignatureDoesNotMatch',
      () => signedForm('k', [], { policy: Buffer.from('{}').toString('base64') }),
    ],
    [
      'a changed signature',
      '403 SignatureDoesNotMatch',
      () => signedForm('k', [], { 'q-signature': '0'.repeat(40) }),
    ],
    ['an unknown key id', '403 InvalidAccessKeyId', () => signedForm('k', [], { 'q-ak': 'AKIDx' })],
    ['no policy', '403 AccessDenied', () => signedForm('k', [], { policy: undefined })],
    ['no signature', '403 AccessDenied', () => signedForm('k', [], { 'q-signature': undefined })],
    ['no key', '400 InvalidArgument', () => signedForm('k', [], { key: undefined })],
    ['a key of 851 bytes', '400 KeyTooLong', () => signedForm('k'.repeat(851))],
    ['no file', '400 MalformedPOSTRequest', () => signedForm('k'), ''],
  ];
  for (const [what, expected, form, file] of refused)
    it(`refuses ${what}`, async () => {
      assert.equal(await refusal(await send(form(), file)), expected);
      assert.equal((await get('k')).status, 404);
      assert.deepEqual(await readdir(join(started.dataDir, Bucket, 'partial')), []);
    });

  it('answers a refused form that is much larger than allowed', async () => {
    const form = signedForm('k', [['content-length-range', 0, 1000]]);
    const answer = await send(form, new Blob([Buffer.alloc(8 << 20)]));
    assert.equal(await refusal(answer), '400 EntityTooLarge');
  });

  it('counts the bytes of the file exactly', async () => {
    for (const [size, status] of [
      [4, 400],
      [5, 204],
      [10, 204],
      [11, 400],
    ] as const) {
      const form = signedForm(`size/${size}`, [['content-length-range', 5, 10]]);
      assert.equal((await send(form, 'x'.repeat(size))).status, status, `${size} bytes`);
    }
  });

  it('ignores what comes after the file', async () => {
    const form = signedForm('first', [['starts-with', '$key', '']]);
    form.append('file', new Blob(['one']), 'a');
    form.append('key', 'second');
    form.append('file', new Blob(['two']), 'b');
    assert.equal((await fetch(started.url, { method: 'POST', body: form })).status, 204);
    assert.equal(await (await get('first')).text(), 'one');
    assert.equal((await get('second')).status, 404);
  });

  it('refuses a body that is cut off inside, or is no form', async () => {
    const form = signedForm('cut');
    form.append('file', new Blob(['x'.repeat(1000)]), 'a');
    const whole = new Response(form);
    const type = whole.headers.get('content-type') ?? '';
    const bytes = new Uint8Array(await whole.arrayBuffer());
    for (const length of [0, 40, 300, bytes.length - 500, bytes.length - 10]) {
      const answer = await fetch(started.url, {
        method: 'POST',
        headers: { 'content-type': type },
        body: bytes.subarray(0, length),
      });
      assert.equal(await refusal(answer), '400 MalformedPOSTRequest', `${length} bytes`);
    }
    const without = await fetch(started.url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: bytes,
    });
    assert.equal(await refusal(without), '400 MalformedPOSTRequest');
    assert.equal((await get('cut')).status, 404);
    assert.deepEqual(await readdir(join(started.dataDir, Bucket, 'partial')), []);
  });

  it('leaves nothing when the phone goes away in the middle', async () => {
    const form = signedForm('gone');
    form.append('file', new Blob([Buffer.alloc(1 << 20)]), 'a');
    const whole = new Response(form);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const partial = join(started.dataDir, Bucket, 'partial');
    const sent = request(started.url, {
      method: 'POST',
      headers: {
        'content-type': whole.headers.get('content-type') ?? '',
        'content-length': bytes.length,
      },
    });
    sent.on('error', () => undefined);
    sent.write(bytes.subarray(0, 500_000));
    while ((await readdir(partial)).length === 0) await new Promise(setImmediate);
    sent.destroy();
    while ((await readdir(partial)).length > 0) await new Promise(setImmediate);
    assert.equal((await get('gone')).status, 404);
  });

  it('lets a page of any origin post and see the answer', async () => {
    const preflight = await fetch(started.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:8080', 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST/);
    const form = signedForm('cors');
    form.append('file', new Blob(['x']), 'a');
    const answer = await fetch(started.url, {
      method: 'POST',
      body: form,
      headers: { origin: 'http://localhost:8080' },
    });
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /ETag/);
  });
});
