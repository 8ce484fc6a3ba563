import assert from 'node:assert/strict';
import { type Collection, MongoClient } from 'mongodb';
import { startMongo, useMongo } from '../src';

interface Drawing {
  owner: string;
  id: number;
  at: Date;
  actions: string;
}

describe('a server of MongoDB’s protocol for tests', function () {
  this.timeout(30_000);
  const mongo = useMongo({ own: true });
  let client: MongoClient;
  let drawings: Collection<Drawing>;

  before(async () => {
    client = await MongoClient.connect(mongo().url, { serverSelectionTimeoutMS: 5000 });
    drawings = client.db('testkit').collection<Drawing>('drawings');
    await drawings.createIndex({ owner: 1, id: 1 }, { unique: true });
  });
  after(() => client?.close());

  const drawing = (id: number, actions = '[]'): Drawing => ({
    owner: 'ann',
    id,
    at: new Date(id * 1000),
    actions,
  });

  it('talks to today’s driver', async () => {
    assert.equal((await client.db('admin').command({ ping: 1 })).ok, 1);
  });

  it('refuses a second document where an index is unique', async () => {
    await drawings.insertOne(drawing(1));
    await assert.rejects(drawings.insertOne(drawing(1)), { code: 11000 });
  });

  it('lets fifty writers at once create one document', async () => {
    const key = { owner: 'bob', id: 1 };
    const write = () => drawings.updateOne(key, { $set: { actions: '[]' } }, { upsert: true });
    await Promise.allSettled(Array.from({ length: 50 }, write));
    assert.equal(await drawings.countDocuments(key), 1);
  });

  it('sorts, limits and compares dates', async () => {
    await drawings.insertMany([drawing(2), drawing(3), drawing(4, '😀')]);
    const query = drawings.find({ owner: 'ann', at: { $lt: new Date(4000) } });
    const found = await query.sort({ at: -1 }).limit(2).toArray();
    assert.deepEqual(
      found.map(({ id }) => id),
      [3, 2],
    );
    assert.equal((await drawings.findOne({ owner: 'ann', id: 4 }))?.actions, '😀');
  });

  it('keeps what it acknowledged when it is killed', async () => {
    await drawings.insertOne(drawing(99, 'last words'));
    await mongo().kill();
    await mongo().restart();
    assert.equal((await drawings.findOne({ owner: 'ann', id: 99 }))?.actions, 'last words');
    await assert.rejects(drawings.insertOne(drawing(99)), { code: 11000 });
  });
});

describe('a MongoDB that is given', () => {
  const before = process.env.MONGODB_URI;
  beforeEach(() => {
    process.env.MONGODB_URI = 'mongodb://127.0.0.1:1/given';
  });
  afterEach(() => {
    if (before === undefined) delete process.env.MONGODB_URI;
    else process.env.MONGODB_URI = before;
  });

  it('is used as it is and neither stopped nor paused', async () => {
    const server = await startMongo();
    assert.equal(server.url, 'mongodb://127.0.0.1:1/given');
    await server.stop();
    assert.throws(() => server.pause(), /not ours/);
    await assert.rejects(server.kill(), /not ours/);
    await assert.rejects(server.restart(), /not ours/);
  });
});
