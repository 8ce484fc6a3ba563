/** Nothing that was signed can be changed, and nothing is signed for ever. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import fc from 'fast-check';
import { signature } from '../../src/cos/signature';
import { credentials, refusal, type Started, start } from './support';

interface Sent {
  method: string;
  path: string;
  query: Array<[string, string]>;
  headers: Record<string, string>;
  fields: Record<string, string>;
}

const NOW = 1_700_000_000;

describe('a signed request to the COS stand-in', () => {
  let started: Started;
  before(async () => {
    started = await start({ clock: () => NOW * 1000 });
  });
  after(() => started.stop());

  function sign(times = { start: NOW, end: NOW + 600 }): Sent {
    const sent: Omit<Sent, 'fields'> = {
      method: 'PUT',
      path: '/album/1.jpg',
      query: [['tag', 'one']],
      headers: { host: started.standIn.domain, 'x-cos-meta-a': 'b' },
    };
    const time = `${times.start};${times.end}`;
    const fields = {
      'q-sign-algorithm': 'sha1',
      'q-ak': credentials.secretId,
      'q-sign-time': time,
      'q-key-time': time,
      'q-header-list': 'host;x-cos-meta-a',
      'q-url-param-list': 'tag',
    };
    const digest = signature(
      { ...sent, params: sent.query, headers: Object.entries(sent.headers) },
      { secretKey: credentials.secretKey, keyTime: time, signTime: time },
    );
    return { ...sent, fields: { ...fields, 'q-signature': digest } };
  }

  /** Sends the signature in the header or in the address; answers status and code. */
  function send(sent: Sent, inQuery: boolean): Promise<string> {
    const { method, headers, fields } = sent;
    const query = new URLSearchParams([...sent.query, ...(inQuery ? Object.entries(fields) : [])]);
    const pairs = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
    const authorization = inQuery ? {} : { authorization: pairs.join('&') };
    return new Promise((resolve, reject) => {
      const sending = request(
        `${started.url}${sent.path}?${query}`,
        { method, headers: { ...headers, ...authorization, 'content-length': 1 } },
        (res) => {
          const body: Buffer[] = [];
          res.on('data', (chunk: Buffer) => body.push(chunk));
          res.on('end', () => {
            const code = /<Code>(.*?)<\/Code>/.exec(Buffer.concat(body).toString())?.[1] ?? '';
            resolve(`${res.statusCode} ${code}`.trim());
          });
        },
      );
      sending.on('error', reject).end('x');
    });
  }

  for (const inQuery of [false, true]) {
    const where = inQuery ? 'in the address' : 'in the header';

    it(`is good as it was signed, ${where}`, async () => {
      assert.equal(await send(sign(), inQuery), '200');
    });

    it(`is refused after any change, ${where}`, async () => {
      const changed = fc.stringMatching(/^[a-z0-9]{1,8}$/);
      const change = fc.oneof(
        fc.record({ part: fc.constant('method'), value: fc.constantFrom('DELETE', 'POST') }),
        fc.record({
          part: fc.constantFrom('path', 'query', 'header', 'signature'),
          value: changed,
        }),
        fc.record({
          part: fc.constantFrom('q-sign-time', 'q-key-time'),
          value: fc.integer({ min: 601, max: 10_000 }).map((end) => `${NOW};${NOW + end}`),
        }),
        fc.record({
          part: fc.constantFrom('q-header-list', 'q-url-param-list'),
          value: fc.constantFrom('', 'host', 'tag;x'),
        }),
        fc.record({ part: fc.constant('drop'), value: fc.constantFrom('query', 'header') }),
      );
      const check = async ({ part, value }: { part: string; value: string }) => {
        const sent = tamper(sign(), part, value);
        assert.match(await send(sent, inQuery), /^(403|400|405) /, `${part} ${value}`);
      };
      await fc.assert(fc.asyncProperty(change, check), { numRuns: 100 });
    });

    it(`is refused for any flipped character of the signature, ${where}`, async () => {
      const sent = sign();
      const good = sent.fields['q-signature'] ?? '';
      for (let index = 0; index < good.length; index += 1) {
        const flipped = good[index] === '0' ? '1' : '0';
        sent.fields['q-signature'] = good.slice(0, index) + flipped + good.slice(index + 1);
        assert.equal(await send(sent, inQuery), '403 SignatureDoesNotMatch');
      }
    });

    it(`has its time, ${where}`, async () => {
      const at = (from: number, to: number) =>
        send(sign({ start: NOW + from, end: NOW + to }), inQuery);
      assert.equal(await at(-600, -1), '403 AccessDenied');
      assert.equal(await at(-600, 0), '403 AccessDenied');
      assert.equal(await at(-600, 1), '200');
      assert.equal(await at(60, 600), '200');
      assert.equal(await at(901, 2000), '403 RequestTimeTooSkewed');
      assert.equal(await at(10, 5), '400 InvalidArgument');
    });

    it(`has to name every field, ${where}`, async () => {
      for (const name of Object.keys(sign().fields)) {
        const sent = sign();
        delete sent.fields[name];
        const expected =
          inQuery && name === 'q-signature' ? '403 AccessDenied' : '400 InvalidArgument';
        assert.equal(await send(sent, inQuery), expected, name);
      }
    });
  }

  function tamper(sent: Sent, part: string, value: string): Sent {
    if (part === 'method') return { ...sent, method: value };
    if (part === 'path') return { ...sent, path: `${sent.path}${value}` };
    if (part === 'query') return { ...sent, query: [['tag', `one${value}`]] };
    if (part === 'header')
      return { ...sent, headers: { ...sent.headers, 'x-cos-meta-a': value === 'b' ? 'c' : value } };
    if (part === 'drop' && value === 'query') return { ...sent, query: [] };
    if (part === 'drop') return { ...sent, headers: { host: sent.headers.host ?? '' } };
    const name = part === 'signature' ? 'q-signature' : part;
    return { ...sent, fields: { ...sent.fields, [name]: value } };
  }

  it('must be made with the known key', async () => {
    const sent = sign();
    sent.fields['q-ak'] = 'AKIDother';
    assert.equal(await send(sent, false), '403 InvalidAccessKeyId');
    sent.fields['q-ak'] = credentials.secretId;
    sent.fields['q-sign-algorithm'] = 'md5';
    assert.equal(await send(sent, false), '400 InvalidArgument');
  });

  it('is needed to write and to list, and not to read', async () => {
    assert.equal(await send(sign(), false), '200');
    assert.equal((await fetch(`${started.url}/album/1.jpg`)).status, 200);
    const put = await fetch(`${started.url}/album/1.jpg`, { method: 'PUT', body: 'x' });
    assert.equal(await refusal(put), '403 AccessDenied');
    const drop = await fetch(`${started.url}/album/1.jpg`, { method: 'DELETE' });
    assert.equal(await refusal(drop), '403 AccessDenied');
    assert.equal(await refusal(await fetch(started.url)), '403 AccessDenied');
    const wrong = { authorization: 'Basic abc' };
    const read = await fetch(`${started.url}/album/1.jpg`, { headers: wrong });
    assert.equal(await refusal(read), '400 InvalidArgument');
  });
});
