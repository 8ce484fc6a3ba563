/** Game processes, compiled as in production, over one Redis. */
import { startRedis, tempDir } from '@weapp-samples/testkit';
import { buildApp } from '../lib/build';
import { type MeasuredServer, startMeasured } from './measured';

export interface GameCluster {
  /** Starts one more process. */
  add(): Promise<MeasuredServer>;
  stop(): Promise<void>;
}

/** @param gameTime seconds of a round */
export async function startCluster(gameTime: number): Promise<GameCluster> {
  const main = buildApp('game');
  const folder = await tempDir('bench');
  const redis = await startRedis();
  const servers: MeasuredServer[] = [];
  const env = {
    NODE_ENV: 'development',
    REDIS_URL: redis.url,
    GAME_TIME: String(gameTime),
    GAME_PORT: '0',
    GAME_ROBOT_AFTER: '60',
    GAME_REMATCH_WAIT: '60',
    LOG_LEVEL: 'fatal',
    DATA_DIR: folder.path,
  };
  return {
    async add() {
      const server = await startMeasured('../lib/compiled-app.cjs', [main], env);
      servers.push(server);
      return server;
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await redis.stop();
      await folder.remove();
    },
  };
}
