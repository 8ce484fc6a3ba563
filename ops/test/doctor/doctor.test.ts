import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { examine } from '@weapp-samples/ops';
import {
  findProgram,
  freePort,
  useMariaDb,
  useMongo,
  useRedis,
  useTempDir,
} from '@weapp-samples/testkit';
import { createConnection } from 'mysql2/promise';
import { findings, listen, type Machine, startMachine, wrongAbout } from './support';

describe('the doctor', () => {
  const dir = useTempDir('doctor');
  const redis = useRedis();
  const mongo = useMongo();
  const mariadb = useMariaDb({ database: 'doctor' });
  let machine: Machine;

  before('a machine that is well', async () => {
    const mongoUrl = mongo().url.replace(/\/?$/, '/doctor');
    const stores = { redis: redis().url, mongo: mongoUrl, mysql: mariadb().url };
    machine = await startMachine(dir(), stores);
  });
  after(() => machine?.close());

  it('finds nothing wrong with a machine that is well', async () => {
    const found = await findings(machine);
    const hasNginx = findProgram(['nginx']) !== undefined;
    const unusual = found.filter(
      ({ state, what }) => state !== 'good' && (hasNginx || what !== 'nginx'),
    );
    // The disk is that of the machine the tests run on.
    assert.deepEqual(
      unusual.filter(({ what }) => what !== 'disk'),
      [],
    );
  });

  it('leaves nothing behind', async () => {
    const connection = await createConnection(mariadb().url);
    const [tables] = await connection.query('show tables');
    connection.destroy();
    assert.deepEqual(tables, []);
  });

  it('prints the domains for the WeChat console', async () => {
    const env = { ...machine.options.env, COS_DOMAIN: 'img.example.com' };
    const more = { VOD_BASE_URL: 'https://vod.example.com/videos/', COS_ENDPOINT: '' };
    const { domains } = await examine({
      ...machine.options,
      domain: 'www.example.com',
      host: '127.0.0.1',
      env: { ...env, ...more },
    });
    const { port } = machine.options;
    assert.match(domains ?? '', new RegExp(`request .*https://www\\.example\\.com:${port}\\n`));
    assert.match(domains ?? '', /socket .* wss:\/\/www\.example\.com\n/);
    assert.match(
      domains ?? '',
      /uploadFile .*https:\/\/doctor-1250000000\.cos\.ap-guangzhou\.myqcloud\.com\n/,
    );
    assert.match(
      domains ?? '',
      /downloadFile .* https:\/\/img\.example\.com ; https:\/\/vod\.example\.com\n/,
    );
  });

  const settings: [string, Record<string, string>, string, RegExp][] = [
    [
      'a missing setting',
      { ALBUM_OWNER_SECRET: '' },
      'settings',
      /album: ALBUM_OWNER_SECRET is not set.*→ set it in \.env/,
    ],
    [
      'a malformed setting',
      { GAME_ROOM_SIZE: 'many' },
      'settings',
      /game: GAME_ROOM_SIZE cannot be "many"/,
    ],
    [
      'a wrong AppID',
      { WECHAT_APP_ID: 'wx0000000000000000' },
      'WeChat',
      /no mini-program with this AppID.*WECHAT_APP_ID/,
    ],
    [
      'a wrong AppSecret',
      { WECHAT_APP_SECRET: 'wrong' },
      'WeChat',
      /refuses the AppSecret.*WECHAT_APP_SECRET/,
    ],
    [
      'a wrong SecretKey',
      { COS_SECRET_KEY: 'wrong' },
      'COS',
      /403 SignatureDoesNotMatch.*COS_SECRET_KEY/,
    ],
    [
      'an unknown SecretId',
      { COS_SECRET_ID: 'unknown' },
      'COS',
      /403 InvalidAccessKeyId.*COS_SECRET_ID/,
    ],
    [
      'a COS that is not there',
      { COS_ENDPOINT: 'http://127.0.0.1:1' },
      'COS',
      /cannot be reached: nothing listens there/,
    ],
    [
      'a Redis that is not there',
      { REDIS_URL: 'redis://127.0.0.1:1' },
      'Redis',
      /127\.0\.0\.1:1 cannot be used: nothing listens there → start Redis/,
    ],
    [
      'a MongoDB that is not there',
      { MONGODB_URI: 'mongodb://127.0.0.1:1/x' },
      'MongoDB',
      /nothing listens there → start MongoDB/,
    ],
    [
      'a MySQL that is not there',
      { MYSQL_URL: 'mysql://u:p@127.0.0.1:1/x' },
      'MySQL',
      /127\.0\.0\.1:1 cannot be used: nothing listens there/,
    ],
  ];
  for (const [what, env, where, expected] of settings) {
    it(`names ${what}, and how to mend it`, async () => {
      const said = wrongAbout(await findings(machine, { env }), where);
      assert.match(said, expected);
      assert.doesNotMatch(said, /doctor-secret-key|doctor-app-secret|weapp-test/);
    });
  }

  it('explains a 403 of COS by its code', async () => {
    machine.cos.faults.set({ status: 403, code: 'AccessDenied' });
    const said = wrongAbout(await findings(machine), 'COS');
    machine.cos.faults.clear();
    assert.match(said, /403 AccessDenied.*may not do this with the bucket → give its user/);
  });

  it('sees that phones cannot load images', async () => {
    machine.cos.faults.set({
      status: 403,
      match: ({ method, key }) => method === 'GET' && key.includes('/doctor-'),
    });
    const said = wrongAbout(await findings(machine), 'COS');
    machine.cos.faults.clear();
    assert.match(
      said,
      /phones cannot load images: .* answers 403.*→ set the bucket to 公有读私有写/,
    );
  });

  it('knows an access token that is refused to this address', async () => {
    const { server, port } = await listen(
      createServer((req, res) => {
        const login = req.url?.startsWith('/sns/');
        res.end(
          JSON.stringify(
            login ? { errcode: 40029 } : { errcode: 40164, errmsg: 'invalid ip 203.0.113.7 ipv6' },
          ),
        );
      }),
    );
    const found = await findings(machine, { env: { WECHAT_API: `http://127.0.0.1:${port}` } });
    server.close();
    assert.match(wrongAbout(found, 'WeChat'), /IP whitelist → add 203\.0\.113\.7/);
  });

  it('only warns when WeChat cannot be reached', async () => {
    const found = await findings(machine, { env: { WECHAT_API: 'http://127.0.0.1:1' } });
    assert.equal(found.find(({ what }) => what === 'WeChat')?.state, 'warning');
  });

  it('warns of a Redis that forgets', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(redis().url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const found = await findings(machine);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    client.disconnect();
    const warned = found.find(({ what, state }) => what === 'Redis' && state === 'warning');
    assert.match(warned?.said ?? '', /forgets sessions and rooms/);
  });

  it('knows a Redis that asks for a password', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(redis().url);
    await client.config('SET', 'requirepass', 'x');
    const said = wrongAbout(await findings(machine), 'Redis');
    await client.config('SET', 'requirepass', '');
    client.disconnect();
    assert.match(said, /asks for a password → REDIS_URL=/);
  });

  it('tells the refusals of MySQL apart', async () => {
    const url = new URL(mariadb().url);
    const elsewhere = new URL(url);
    elsewhere.pathname = '/nowhere';
    const stranger = new URL(url);
    stranger.password = 'wrong';
    const about = async (MYSQL_URL: URL) =>
      wrongAbout(await findings(machine, { env: { MYSQL_URL: MYSQL_URL.href } }), 'MySQL');
    assert.match(await about(elsewhere), /has no such database → CREATE DATABASE/);
    assert.match(await about(stranger), /refuses user or password/);
  });

  it('sees a database that cannot hold emoji, and a user who may not make tables', async () => {
    const root = await createConnection({ socketPath: join(mariadb().dir, 's'), user: 'root' });
    await root.query('create database plain character set latin1');
    await root.query("create user reader@'127.0.0.1' identified by 'r'");
    await root.query("grant select on doctor.* to reader@'127.0.0.1'");
    root.destroy();
    const plain = new URL(mariadb().url);
    plain.pathname = '/plain';
    const reader = new URL(mariadb().url);
    reader.username = 'reader';
    reader.password = 'r';
    const about = async (url: URL) =>
      wrongAbout(await findings(machine, { env: { MYSQL_URL: url.href } }), 'MySQL');
    assert.match(await about(plain), /latin1.*emoji → ALTER DATABASE/);
    assert.match(await about(reader), /make or change tables → GRANT/);
  });

  it('sees a port that something else has taken, and a service that does not run', async () => {
    const { server, port } = await listen(createServer((_req, res) => res.end('hello')));
    const free = await freePort();
    const env = { ALBUM_PORT: `${port}`, GAME_PORT: `${free}` };
    const found = await findings(machine, { env });
    server.close();
    assert.match(wrongAbout(found, 'ports'), /something else has taken port \d+ of album → ss /);
    assert.match(
      wrongAbout(found, 'ports'),
      /game does not run: nothing listens on port \d+ → pm2/,
    );
  });

  it('only warns as long as no service has been started', async () => {
    const names = ['ALBUM_PORT', 'GAME_PORT', 'SESSION_PORT', 'VIDEO_PORT'];
    const free = await Promise.all(names.map(() => freePort()));
    const env = Object.fromEntries(names.map((name, at) => [name, `${free[at]}`]));
    const found = await findings(machine, { env });
    const ports = found.filter(({ what }) => what === 'ports');
    assert.deepEqual(new Set(ports.map(({ state }) => state)), new Set(['warning']));
  });

  it('sees a service that is not ready, and why', async () => {
    const answer = {
      '/healthz': { status: 'ok' },
      '/readyz': { status: 'not ready', checks: { mysql: 'failed' } },
    };
    const { server, port } = await listen(
      createServer((req, res) => res.end(JSON.stringify(answer[req.url as keyof typeof answer]))),
    );
    const found = await findings(machine, { env: { VIDEO_PORT: `${port}` } });
    server.close();
    assert.match(wrongAbout(found, 'ports'), /video on port \d+ is not ready: mysql/);
  });

  it('sees a clock that is wrong', async () => {
    const now = () => Date.now() + 3_600_000;
    assert.match(
      wrongAbout(await findings(machine, { now }), 'clock'),
      /36\d\d s.*refused → timedatectl/,
    );
  });

  it('knows an nginx without our configuration', async () => {
    const nowhere = await findings(machine, { nginxDir: join(dir(), 'nowhere') });
    assert.match(wrongAbout(nowhere, 'nginx'), /no configuration of ours.*→ npm run nginx/);
  });

  const nginx = findProgram(['nginx']);
  it(`knows one without a partial, and with a mistake${nginx ? '' : ' (skipped: no nginx on this machine)'}`, async function () {
    if (!nginx) return this.skip();
    const partial = join(dir(), 'conf.d/partials/video.conf');
    await writeFile(partial, 'nonsense; # weapp_video');
    assert.match(wrongAbout(await findings(machine), 'nginx'), /unknown directive "nonsense"/);
    await rm(partial);
    assert.match(wrongAbout(await findings(machine), 'nginx'), /no partial for video/);
    return undefined;
  });
});
