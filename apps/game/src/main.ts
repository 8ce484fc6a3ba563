/** Starts the game: puts settings, store, Socket.IO, sessions and routes together. */
import {
  createLogger,
  createService,
  type Logger,
  runProcess,
  type StartedApp,
  type StartOptions,
} from '@weapp-samples/service';
import type { SessionStore } from '@weapp-samples/weapp-session';
import { assemble, type RunningGame } from './assemble';
import { type GameConfig, gameConfig } from './config';
import { type OpenedStore, openStore } from './open-store';
import { gameRoutes } from './routes';
import { createSessionCheck } from './session-check';

const name = 'game';

/** What the start of the game is given. */
export interface StartGameOptions extends StartOptions {
  /** Sessions of this process, when the service that logs in runs in it too and there is no Redis. */
  readonly sessionStore?: SessionStore;
}

/**
 * Starts the game.
 *
 * @throws SettingsError, PortTakenError
 */
export async function start({ env, ...given }: StartGameOptions): Promise<StartedApp> {
  const config = gameConfig(env);
  const logger = given.logger ?? createLogger({ name, level: config.logLevel });
  const opened = openStore(config, logger);
  try {
    return await startOn(opened, config, logger, given.sessionStore);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function startOn(
  opened: OpenedStore,
  config: GameConfig,
  logger: Logger,
  sessionStore: SessionStore | undefined,
): Promise<StartedApp> {
  const { store, redis, scores } = opened;
  const { authenticate, kind } = createSessionCheck({ config, logger, redis, sessionStore });
  const service = createService({
    name,
    config,
    logger,
    portVariable: 'GAME_PORT',
    routes: gameRoutes(store),
    ready: { store: () => store.ping() },
    onServer: (server) => game.attach(server),
    onStop: () => game.stop(),
    close: [opened.close],
  });
  const { registry } = service;
  const game: RunningGame = assemble({ opened, config, logger, registry, authenticate });
  await game.start();
  try {
    const running = await service.listen();
    return { ...running, stores: { rooms: store.kind, scores, sessions: kind } };
  } catch (error) {
    await game.stop();
    throw error;
  }
}

if (require.main === module) void runProcess(start);
