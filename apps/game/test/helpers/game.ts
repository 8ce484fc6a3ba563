/** A game in this process, for the length of a suite. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StartedApp } from '@weapp-samples/service';
import { type StartGameOptions, start } from '../../src';

const quick = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  GAME_PORT: '0',
  GAME_TIME: '0.25',
  GAME_ROBOT_AFTER: '0.3',
  GAME_MESSAGES_PER_SECOND: '1000',
};

/** What may be different from the quick settings above. */
export type GameEnv = Readonly<Record<string, string>>;

/** Starts a game whose files are gone once it has stopped. */
export async function startGame(
  env: GameEnv = {},
  options: Partial<StartGameOptions> = {},
): Promise<StartedApp> {
  const dir = mkdtempSync(join(tmpdir(), 'weapp-game-'));
  const app = await start({ ...options, env: { ...quick, DATA_DIR: dir, ...env } });
  const stop = async () => {
    await app.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...app, stop };
}

/** A game around the suite this is called in. `env` may be a function of what other hooks started. */
export function useGame(
  env: GameEnv | (() => GameEnv) = {},
  options: Partial<StartGameOptions> = {},
): () => StartedApp {
  let app: StartedApp | undefined;
  before('start the game', async () => {
    app = await startGame(typeof env === 'function' ? env() : env, options);
  });
  after('stop the game', () => app?.stop());
  return () => {
    if (!app) throw new Error('the game runs only while the tests of its suite do');
    return app;
  };
}
