import assert from 'node:assert/strict';
import { findProgram, freePort, useTempDir } from '@weapp-samples/testkit';
import { createServerOf, ways } from './fake-release';

const missing = ['bash', 'curl', 'flock', 'tar'].filter((name) => !findProgram([name]));
const reason = missing.length > 0 ? ` (skipped: no ${missing.join(', ')} on this machine)` : '';

describe(`deploy/release.sh${reason}`, function () {
  this.timeout(90_000);
  const dir = useTempDir('release');
  let server: ReturnType<typeof createServerOf>;

  const release = (name: string, way: string) =>
    server.release('--prepared', '--from', server.source(name, way), '--version', name);

  before(async function () {
    if (missing.length > 0) this.skip();
    server = createServerOf(dir(), await freePort());
    const { status, said } = release('one', ways.well);
    assert.equal(status, 0, said);
  });
  after(() => server?.stop());

  it('serves the first release', async () => {
    assert.equal(server.current(), 'one');
    assert.equal(await server.answers(), 'one');
  });

  it('leaves everything as it is when a release does not become ready beside the running one', async () => {
    const { status, said } = release('broken', ways.broken);
    assert.equal(status, 1);
    assert.match(said, /this release is broken/);
    assert.match(said, /broken does not become ready; one serves as before/);
    assert.equal(await server.answers(), 'one');
    assert.equal(server.has('broken'), false);
  });

  it('goes back by itself when a release fails behind pm2', async () => {
    const { status, said } = release('late', ways.brokenBehindPm2);
    assert.equal(status, 1);
    assert.match(said, /late does not become ready: going back to one\n.*one serves again/s);
    assert.equal(server.current(), 'one');
    assert.equal(await server.answers(), 'one');
  });

  it('does not build over a release that is there', () => {
    const { status, said } = release('one', ways.well);
    assert.equal(status, 1);
    assert.match(said, /there is a release one already/);
  });

  it('switches to a new release, and back to the one before', async () => {
    const { status, said } = release('two', ways.well);
    assert.equal(status, 0, said);
    assert.match(said, /two serves, before it one/);
    assert.equal(await server.answers(), 'two');
    const back = server.release('--back');
    assert.equal(back.status, 0, back.said);
    assert.equal(await server.answers(), 'one');
  });

  it('says which releases there are when one is named that is not', () => {
    const { status, said } = server.release('--switch', 'nowhere');
    assert.equal(status, 1);
    assert.match(said, /there is no release nowhere; there are: .*one/);
  });
});
