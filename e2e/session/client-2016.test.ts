import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { useMongo, useRedis, useTempDir } from '@weapp-samples/testkit';
import { Redis } from 'ioredis';
import { type StartedProcess, startProcess } from '../../dev/test/start-process';
import {
  type AnswerData,
  type Client2016,
  type ClientOptions,
  createClient2016,
  ReportedError,
} from './client-2016';

const first = ['X-WX-Code', 'X-WX-RawData', 'X-WX-Signature'];
const later = ['X-WX-Code'];

/** A stroke as the canvas of 2016 records it. */
const actions = JSON.stringify([{ method: 'setStrokeStyle', data: ['#ff0000'] }]);

/** What a suite's further tests may use. */
interface Phones {
  newClient(nickName?: string, more?: Partial<ClientOptions>): Client2016;
  list(client: Client2016): Promise<AnswerData>;
  save(client: Client2016, id: string): Promise<AnswerData>;
}

/** Registers the whole exchange, over the stores that these settings choose. */
function suite(settings: () => Readonly<Record<string, string>>, stores: RegExp): Phones {
  const dir = useTempDir('e2e');
  let platform: StartedProcess;
  let users = 0;
  before('start the platform', async function () {
    this.timeout(60_000);
    platform = await startProcess({ DATA_DIR: dir(), ...settings() });
  });
  after('stop the platform', () => platform?.end('SIGTERM'));

  const newClient: Phones['newClient'] = (nickName = `user ${++users} 😀`, more = {}) =>
    createClient2016({ url: platform.url, nickName, ...more });
  const paints = (path: string) => `${platform.url}/applet/session/paints/${path}`;
  const list = (client: Client2016) => client.request({ url: paints('list') });
  const save = (client: Client2016, id: string) =>
    client.request({ url: paints('save'), method: 'POST', data: { id, actions } });
  const remove = (client: Client2016, id: string) =>
    client.request({ url: paints('delete'), method: 'POST', data: { id } });

  it('runs over the stores it was given', () => {
    assert.match(platform.output(), stores);
  });

  it('logs in with the first request and sends the code alone afterwards', async () => {
    const client = newClient();
    assert.deepEqual((await list(client)).data, []);
    assert.deepEqual(await save(client, 'a'), { code: 0, msg: 'success', data: {} });
    await save(client, 'b');
    assert.deepEqual((await list(client)).data, [
      { id: 'b', actions },
      { id: 'a', actions },
    ]);
    assert.equal((await remove(client, 'a')).code, 0);
    assert.deepEqual((await list(client)).data, [{ id: 'b', actions }]);
    const [head, ...tail] = client.sent.map((headers) => Object.keys(headers));
    assert.deepEqual(head, first);
    assert.equal(tail.length, 5);
    for (const headers of tail) assert.deepEqual(headers, later);
    assert.equal(client.logins(), 1);
  });

  it('shares one login among requests that begin together', async () => {
    const client = newClient();
    const answers = await Promise.all([list(client), list(client), save(client, 'a')]);
    assert.deepEqual(
      answers.map(({ code }) => code),
      [0, 0, 0],
    );
    assert.equal(client.logins(), 1);
  });

  it('finds the drawings again, and no one else does', async () => {
    const name = `user ${++users}`;
    await save(newClient(name), 'mine');
    assert.deepEqual((await list(newClient(name))).data, [{ id: 'mine', actions }]);
    assert.deepEqual((await list(newClient())).data, []);
  });

  it('logs in again on ERR_SESSION_EXPIRED, and the request gets its answer', async () => {
    const name = `user ${++users}`;
    const phone = newClient(name);
    await save(phone, 'a');
    await list(newClient(name));
    assert.deepEqual((await list(phone)).data, [{ id: 'a', actions }]);
    assert.equal(phone.logins(), 2);
    assert.deepEqual(
      phone.sent.map((headers) => Object.keys(headers)),
      [first, later, first],
    );
  });

  it('logs in again when WeChat refuses its code', async () => {
    const codes = ['made-up'];
    const client = newClient(undefined, {
      tamper: (login) => ({ ...login, code: codes.shift() ?? login.code }),
    });
    assert.equal((await list(client)).code, 0);
    assert.equal(client.logins(), 2);
  });

  it('reports ERR_UNTRUSTED_RAW_DATA and does not log in again', async () => {
    const client = newClient(undefined, {
      tamper: (login) => ({ ...login, rawData: `${login.rawData} ` }),
    });
    await assert.rejects(list(client), (error: unknown) => {
      assert.ok(error instanceof ReportedError);
      assert.equal(error.reason, 'ERR_UNTRUSTED_RAW_DATA');
      return true;
    });
    assert.equal(client.logins(), 1);
  });

  it('is told of a wrong request by its code, not as a failure of its session', async () => {
    const client = newClient();
    const answer = await client.request({ url: paints('save'), method: 'POST', data: { id: 'a' } });
    assert.equal(answer.code, -1);
    assert.equal(answer.msg, 'fail');
    assert.equal(client.logins(), 1);
  });

  return { newClient, list, save };
}

describe('a mini-program of 2016 on the platform as npm start starts it', function () {
  this.timeout(30_000);
  suite(() => ({}), /sessions: memory, drawings: SQLite file/);
});

describe('a mini-program of 2016 on the platform with Redis and MongoDB', function () {
  this.timeout(30_000);
  const redis = useRedis();
  const mongo = useMongo();
  const { newClient, list, save } = suite(
    () => ({ REDIS_URL: redis().url, MONGODB_URI: databaseOf(mongo().url) }),
    /sessions: Redis, drawings: MongoDB/,
  );

  it('logs in again after Redis has lost every session', async () => {
    const client = newClient();
    await save(client, 'a');
    const connection = new Redis(redis().url);
    await connection.flushall();
    connection.disconnect();
    assert.deepEqual((await list(client)).data, [{ id: 'a', actions }]);
    assert.equal(client.logins(), 2);
  });
});

/** A database of this run alone, for a server that was there before. */
function databaseOf(address: string): string {
  const url = new URL(address);
  url.pathname = `/e2e_${randomUUID()}`;
  return url.href;
}
