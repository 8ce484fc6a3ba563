/** The signature code beside the SDK's own. */
import assert from 'node:assert/strict';
import COS from 'cos-nodejs-sdk-v5';
import fc from 'fast-check';
import { encode, hmacSha1, sha1, signature } from '../../src/cos/signature';
import { credentials } from './support';

const { secretId: SecretId, secretKey } = credentials;

/** Names as they occur in requests; the SDK sorts others before it encodes them, COS after. */
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const pairs = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(name, value), { maxLength: 5, selector: ([n]) => n.toLowerCase() });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });

describe('the signature of a request', () => {
  it('is the one of the documentation', () => {
    // COS: Request Signature, the example of an upload.
    const keyTime = '1557989151;1557996351';
    const signKey = hmacSha1('BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz', keyTime);
    assert.equal(signKey, 'eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f');
  });

  it('is the one the SDK computes, for any method, key, query and header fields', () => {
    const method = fc.constantFrom('GET', 'put', 'Post', 'DELETE', 'HEAD');
    fc.assert(
      fc.property(method, text, pairs(text), pairs(text), (Method, Key, query, headers) => {
        // Of header fields the SDK signs those it knows, and all that begin with x-cos-.
        const fields = headers.map(([n, v]) => [`x-cos-${n}`, v] as const);
        const Authorization = new COS({ SecretId, SecretKey: secretKey }).getAuth({
          Method,
          Key,
          Query: Object.fromEntries(query),
          Headers: Object.fromEntries(fields),
        } as COS.GetAuthParams);
        const sent = new Map(Authorization.split('&').map((p) => p.split('=') as [string, string]));
        const keyTime = sent.get('q-key-time') ?? '';
        const path = Key.startsWith('/') ? Key : `/${Key}`;
        const signTime = sent.get('q-sign-time') ?? '';
        const ours = signature(
          { method: Method, path, params: query, headers: fields },
          { secretKey, keyTime, signTime },
        );
        assert.equal(ours, sent.get('q-signature'));
      }),
      { numRuns: 300 },
    );
  });

  it('is the one of COS.getAuthorization', () => {
    const Authorization = COS.getAuthorization({
      SecretId,
      SecretKey: secretKey,
      Method: 'PUT',
      Key: '相册/a b.jpg',
      Query: { uploads: '' },
      Headers: { 'Content-Type': 'image/jpeg' },
    } as COS.StaticGetAuthorizationOptions);
    const keyTime = /q-key-time=([^&]*)/.exec(Authorization)?.[1] ?? '';
    const request = {
      method: 'put',
      path: '/相册/a b.jpg',
      params: [['uploads', '']] as const,
      headers: [['content-type', 'image/jpeg']] as const,
    };
    const ours = signature(request, { secretKey, keyTime, signTime: keyTime });
    assert.equal(ours, /q-signature=([^&]*)/.exec(Authorization)?.[1]);
  });

  it('encodes everything but letters, digits and -_.~', () => {
    assert.equal(encode("aZ09-_.~!'()*/ 你"), 'aZ09-_.~%21%27%28%29%2A%2F%20%E4%BD%A0');
    assert.equal(sha1(''), 'da39a3ee5e6b4b0d3255bfef95601890afd80709');
  });
});
