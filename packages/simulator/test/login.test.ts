/** Login at a WeChat stand-in that is served elsewhere, as `weapp-sim --login ADDRESS` has it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fixture, launchSimulator } from '../src/testing/index';
import { CONFORMANCE, chromiumPath, WITHOUT } from './support';

/** Gives codes that name whoever asked; knows nothing of browsers and their rules. */
function standIn(): Server {
  return createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const { user } = JSON.parse(body);
    const userInfo = { nickName: user.nickName };
    const rawData = JSON.stringify(userInfo);
    const answer = { code: `code of ${user.nickName}`, userInfo, rawData, signature: 'signed' };
    res.end(JSON.stringify(answer));
  });
}

describe(`login at a stand-in of another address${WITHOUT}`, function () {
  this.timeout(40_000);
  let server: Server;
  let sim: Fixture;

  before(async function () {
    if (!chromiumPath) this.skip();
    server = standIn().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const login = `http://127.0.0.1:${(server.address() as AddressInfo).port}/login`;
    const users = [{ id: 'ann', nickName: 'Ann', avatarUrl: '' }];
    sim = await launchSimulator({
      appDir: CONFORMANCE,
      executablePath: chromiumPath,
      login,
      users,
      watch: false,
    });
  });

  after(async () => {
    await sim?.close();
    server?.close();
    server?.closeAllConnections();
  });

  it('brings the code and the profile that belongs to it', async () => {
    const phone = await sim.phone();
    const { code } = (await phone.wx('login')) as { code: string };
    assert.equal(code, 'code of Ann');
    sim.check();
  });
});
