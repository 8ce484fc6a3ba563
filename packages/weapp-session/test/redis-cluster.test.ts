import { freePort, startRedis, useServer, waitFor } from '@weapp-samples/testkit';
import { Cluster, Redis } from 'ioredis';
import { createRedisSessionStore, type SessionStore } from '../src';
import { storeContract } from './helpers/store-contract';

/** A cluster of one node: it refuses what a larger one would refuse, scripts across slots first of all. */
async function startCluster() {
  const bus = ['--cluster-port', `${await freePort()}`, '--cluster-announce-ip', '127.0.0.1'];
  const server = await startRedis({ args: ['--cluster-enabled', 'yes', ...bus] });
  const node = new Redis(server.url);
  await node.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  const state = async () => `${await node.call('CLUSTER', 'INFO')}`;
  await waitFor(async () => (await state()).includes('cluster_state:ok'));
  node.disconnect();
  return server;
}

describe('the Redis store on a Redis Cluster', () => {
  const server = useServer(startCluster);
  let cluster: Cluster;
  let store: SessionStore;
  before(() => {
    cluster = new Cluster([{ host: '127.0.0.1', port: server().port }]);
    store = createRedisSessionStore({ redis: cluster });
  });
  after(() => cluster?.disconnect());

  storeContract(() => store);
});
