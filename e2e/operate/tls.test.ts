/** testssl.sh against nginx with the project's own configuration. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  findProgram,
  freePort,
  MissingServer,
  useServer,
  useTempDir,
} from '@weapp-samples/testkit';
import { type Front, startFront } from './support/front';

const checks = ['protocols', 'std', 'server-defaults', 'server-preference', 'headers'];

interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
}

describe('testssl.sh', () => {
  const dir = useTempDir('testssl');
  let program = '';
  let front: Front;
  useServer(async () => {
    const found = findProgram(['testssl', 'testssl.sh']);
    if (!found) throw new MissingServer('no testssl.sh on this machine');
    program = found;
    const ports = { album: await freePort() };
    // An authority without a way to revoke would be a finding about the authority.
    const extensions = ['crlDistributionPoints=URI:http://localhost/ca.crl'];
    const args = ['--rate', '1000', '--burst', '1000'];
    front = await startFront({ dir: dir(), ports, extensions, args });
    return front.nginx;
  });

  it('finds nothing of medium severity or worse', async function () {
    this.timeout(300_000);
    const report = join(dir(), 'report.json');
    const quiet = ['--quiet', '--warnings', 'off', '--color', '0', '--jsonfile', report];
    const at = ['--ip', '127.0.0.1', '--add-ca', front.authority.cert];
    const chosen = [...checks, 'vulnerable'].map((name) => `--${name}`);
    const target = `localhost:${front.httpsPort}`;
    // Its exit code counts findings of any severity.
    await promisify(execFile)(program, [...quiet, ...at, ...chosen, target]).catch(() => undefined);
    const findings: Finding[] = JSON.parse(await readFile(report, 'utf8'));
    assert.ok(findings.length > 50, 'it looked at something');
    const bad = findings.filter(({ severity }) => !['OK', 'INFO', 'LOW'].includes(severity));
    assert.deepEqual(bad, []);
  });
});
