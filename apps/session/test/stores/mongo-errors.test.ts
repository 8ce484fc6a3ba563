import assert from 'node:assert/strict';
import {
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoServerError,
  MongoWriteConcernError,
} from 'mongodb';
import { bounded } from '../../src/stores/bounded';
import { isMongoOutage } from '../../src/stores/mongo-client';
import { StoreUnavailableError } from '../../src/stores/store-error';

const within = bounded(50, isMongoOutage);
const failing = (error: Error) => within(() => Promise.reject(error));

describe('a failure of MongoDB', () => {
  it('is an outage when the majority has not acknowledged a write', async () => {
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    const error = new MongoWriteConcernError({ ok: 1, writeConcernError });
    await assert.rejects(failing(error), StoreUnavailableError);
  });

  for (const code of [50, 91, 189, 10107, 11600, 13435]) {
    it(`is an outage when the server says ${code}`, async () => {
      await assert.rejects(failing(new MongoServerError({ code })), StoreUnavailableError);
    });
  }

  it('is an outage when the network fails, and when no answer comes', async () => {
    await assert.rejects(failing(new MongoNetworkError('reset')), StoreUnavailableError);
    const reset = Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET' });
    await assert.rejects(failing(reset), StoreUnavailableError);
    await assert.rejects(
      within(() => new Promise(() => undefined)),
      StoreUnavailableError,
    );
  });

  it('is a fault of ours when the command is wrong', async () => {
    for (const error of [
      new MongoServerError({ code: 2, message: 'BadValue' }),
      new MongoInvalidArgumentError('no'),
      new TypeError('no'),
    ]) {
      await assert.rejects(failing(error), (thrown) => thrown === error);
    }
  });
});
