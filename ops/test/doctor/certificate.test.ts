import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CertificateFiles,
  certificateCheck,
  makeAuthority,
  makeCertificate,
} from '@weapp-samples/ops';
import { freePort, useTempDir } from '@weapp-samples/testkit';
import { serveTls } from './support';

describe('the doctor about the certificate', () => {
  const dir = useTempDir('certificate');
  let authority: CertificateFiles;

  before(async () => {
    authority = await makeAuthority(dir());
  });

  /** What is found, as `state: said`. */
  async function about(pair: CertificateFiles, more: object = {}): Promise<string> {
    const { server, port } = await serveTls(pair, more);
    const found = await look(port);
    server.close();
    return found;
  }

  async function look(port: number): Promise<string> {
    const ca = await readFile(authority.cert, 'utf8');
    const target = { domain: 'localhost', host: '127.0.0.1', port, ca, now: Date.now };
    const found = await certificateCheck(target)();
    return found.map(({ state, said }) => `${state}: ${said}`).join('\n');
  }

  it('is content with one that phones take', async () => {
    const pair = await makeCertificate(dir(), 'fine', { names: ['localhost'], authority });
    const found = await about(pair);
    assert.match(
      found,
      /good: is for localhost.*\ngood: good for 36\d days\ngood: TLS 1.2 and newer/,
    );
  });

  it('knows one for another name', async () => {
    const pair = await makeCertificate(dir(), 'other', { names: ['other.example.com'], authority });
    assert.match(await about(pair), /wrong: is for another name than localhost/);
  });

  it('warns of one that ends soon', async () => {
    const pair = await makeCertificate(dir(), 'soon', { names: ['localhost'], authority, days: 3 });
    assert.match(await about(pair), /warning: ends in [23] days/);
  });

  it('knows one without its intermediate, which only phones refuse', async () => {
    const unknown = await makeAuthority(join(dir(), 'unknown'));
    const pair = await makeCertificate(dir(), 'leaf', { names: ['localhost'], authority: unknown });
    const [leaf = ''] = (await readFile(pair.cert, 'utf8')).split(/(?<=END CERTIFICATE-----\n)/);
    await writeFile(pair.cert, leaf);
    assert.match(await about(pair), /wrong: comes without its intermediate.*600001/);
  });

  it('knows one that nobody vouches for', async () => {
    const unknown = await makeAuthority(join(dir(), 'nobody'));
    const pair = await makeCertificate(dir(), 'own', { names: ['localhost'], authority: unknown });
    assert.match(await about(pair), /wrong: is signed by nobody a phone knows/);
  });

  it('warns of TLS 1.1', async () => {
    const pair = await makeCertificate(dir(), 'old', { names: ['localhost'], authority });
    const old = { minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    assert.match(await about(pair, old), /warning: TLS 1\.1 is still spoken/);
  });

  it('knows a server that is not there', async () => {
    assert.match(await look(await freePort()), /wrong: .*cannot be reached: nothing listens there/);
  });
});
