import assert from 'node:assert/strict';
import { useTempDir } from '@weapp-samples/testkit';
import { type StartedProcess, startProcess } from '../../dev/test/start-process';
import { phoneLogin } from './client-2016';

type Headers = Readonly<Record<string, string>>;

/** As much of a JPEG as its type is known by. */
const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000)]);

describe('an album that knows its user', function () {
  this.timeout(30_000);
  const dir = useTempDir('e2e');
  let platform: StartedProcess;
  before('start the platform', async function () {
    this.timeout(60_000);
    platform = await startProcess({ DATA_DIR: dir(), ALBUM_ACCESS: 'session' });
  });
  after('stop the platform', () => platform?.end('SIGTERM'));

  async function tokenOf(nickName: string): Promise<Headers> {
    const { code } = await phoneLogin(platform.url, nickName);
    const answer = await fetch(`${platform.url}/applet/session/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const { data } = (await answer.json()) as { data: { token: string } };
    return { 'X-WX-Session': data.token };
  }

  async function headersOf2016(nickName: string): Promise<Headers> {
    const { code, rawData, signature } = await phoneLogin(platform.url, nickName);
    const first = { 'X-WX-RawData': encodeURIComponent(rawData), 'X-WX-Signature': signature };
    await list({ 'X-WX-Code': code, ...first });
    return { 'X-WX-Code': code };
  }

  async function list(headers: Headers): Promise<string[]> {
    const answer = await fetch(`${platform.url}/applet/album/list`, { headers });
    return ((await answer.json()) as { data: string[] }).data;
  }

  async function upload(headers: Headers): Promise<string> {
    const body = new FormData();
    body.append('image', new Blob([photo]), 'a.jpg');
    const url = `${platform.url}/applet/album/upload`;
    const answer = await fetch(url, { method: 'POST', headers, body });
    return ((await answer.json()) as { data: { imgUrl: string } }).data.imgUrl;
  }

  async function remove(address: string, headers: Headers): Promise<number> {
    const url = `${platform.url}/applet/album/delete`;
    const filepath = new URL(address).pathname;
    const json = { 'Content-Type': 'application/json', ...headers };
    return (await fetch(url, { method: 'POST', headers: json, body: JSON.stringify({ filepath }) }))
      .status;
  }

  it('takes the session of either protocol that began at the session service', async () => {
    const [today, of2016] = [await tokenOf('one'), await headersOf2016('one')];
    const address = await upload(today);
    assert.deepEqual(await list(today), [address]);
    assert.deepEqual(await list(of2016), [address]);
  });

  it('never mixes the photos of two users', async () => {
    const [mine, other] = [await tokenOf('mine'), await headersOf2016('other')];
    const address = await upload(mine);
    const otherAddress = await upload(other);
    assert.deepEqual(await list(mine), [address]);
    assert.deepEqual(await list(other), [otherAddress]);
    assert.equal(await remove(address, other), 403);
    assert.deepEqual(await list(mine), [address]);
    assert.equal(await remove(address, mine), 200);
    assert.deepEqual(await list(mine), []);
  });

  it('names no openid in an address', async () => {
    const address = await upload(await tokenOf('secretive'));
    assert.equal((await fetch(address)).status, 200);
    assert.doesNotMatch(address, /\/o[\w-]{27}\//);
  });

  it('answers 401 to nobody', async () => {
    const answer = await fetch(`${platform.url}/applet/album/list`);
    assert.equal(answer.status, 401);
    assert.equal(((await answer.json()) as { reason: string }).reason, 'ERR_SESSION_EXPIRED');
  });
});
