import assert from 'node:assert/strict';
import { useMongo } from '@weapp-samples/testkit';
import { type Collection, MongoClient } from 'mongodb';
import { exportLines, importLines } from '../../src/drawings/backup';

describe('the drawings of a backup', () => {
  const mongo = useMongo();
  let client: MongoClient;
  let drawings: Collection;

  before(() => {
    client = new MongoClient(mongo().url);
    drawings = client.db('backup').collection('drawings');
  });
  after(() => client?.close());
  beforeEach(() => drawings.deleteMany({}));

  const everything = () => drawings.find({}, { sort: { _id: 1 } }).toArray();
  const lines = async () => {
    const all: string[] = [];
    for await (const line of exportLines(drawings)) all.push(line);
    return all;
  };

  it('are there again as they were, each with its id, its times and its emoji', async () => {
    const made = Array.from({ length: 120 }, (_unused, at) => ({
      owner: `owner ${at % 7}`,
      id: `🎨 ${at}`,
      actions: '[1.0]'.repeat(at),
      slot: at,
      savedAt: new Date(1_700_000_000_000 + at),
    }));
    await drawings.insertMany(made);
    const before = await everything();
    const saved = await lines();
    await drawings.deleteMany({});
    assert.equal(await importLines(drawings, saved), 120);
    assert.deepEqual(await everything(), before);
  });

  it('may be put back twice, and beside others', async () => {
    await drawings.insertOne({ id: 'saved' });
    const saved = await lines();
    await drawings.insertOne({ id: 'later' });
    for (const _time of [1, 2]) assert.equal(await importLines(drawings, saved), 1);
    assert.deepEqual((await everything()).map(({ id }) => id).sort(), ['later', 'saved']);
  });

  for (const broken of ['{"id":', '7', '{"id":"without _id"}']) {
    it(`are refused with the number of the line that is none: ${broken}`, async () => {
      await assert.rejects(importLines(drawings, ['{"_id":1}', broken]), {
        message: 'line 2 is no drawing',
      });
    });
  }
});
