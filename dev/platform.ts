/** The whole platform in one process: stand-ins, every service of the table, and the gateway in front. */
import { join } from 'node:path';
import { type ServiceEntry, serviceTable } from '@weapp-samples/contracts';
import { type Gateway, startGateway } from '@weapp-samples/devcloud/gateway';
import {
  createLogger,
  type Env,
  prettyStream,
  SettingsError,
  type StartApp,
  type StartedApp,
} from '@weapp-samples/service';
import type { Simulator } from '@weapp-samples/simulator';
import { createMemorySessionStore, type SessionStore } from '@weapp-samples/weapp-session';
import { type Release, takeDataDir } from './data-dir';
import { addFrontDoor } from './front-door';
import { type DevelopmentConfig, developmentConfig } from './settings';
import { type StandIns, startStandIns } from './stand-ins';

/** One line of the table that the start prints. */
export interface ServiceLine {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  readonly stores: Readonly<Record<string, string>>;
}

export interface Platform {
  /** The address to open in a browser. */
  readonly url: string;
  readonly services: readonly ServiceLine[];
  readonly standIns: Readonly<Record<string, string>>;
  /** Stops everything within 2 s; what was acknowledged is kept. */
  stop(): Promise<void>;
}

/** How long requests under way get to finish when the platform stops, in milliseconds. */
const stopTimeoutMs = 1000;

/** Apps take the sessions of this process, so that a login at one service counts at every other. */
type StartWithSessions = (
  options: Parameters<StartApp>[0] & { readonly sessionStore: SessionStore },
) => Promise<StartedApp>;

/**
 * Starts everything. What had started is stopped again when a part cannot.
 *
 * @param root the project's folder
 * @throws SettingsError, PortTakenError: one line to show to the user
 */
export async function startPlatform(env: Env, root: string): Promise<Platform> {
  if (env.NODE_ENV === 'production') {
    throw new SettingsError(
      'npm start is for development; in production run: pm2 start process.json',
    );
  }
  const config = developmentConfig(env, root);
  const parts: Parts = { release: takeDataDir(config.dataDir), apps: [] };
  const stop = once(() => stopParts(parts));
  try {
    const { port, host } = config;
    const gateway = await startGateway({ port, host });
    parts.gateway = gateway;
    const url = `http://${host === '127.0.0.1' ? 'localhost' : host}:${gateway.port}`;
    parts.standIns = await startStandIns(env, config, gateway, url, root);
    const services = await startServices(env, config, parts.standIns, root, parts.apps);
    for (const { entry, app } of services) {
      gateway.addRoute({ prefix: entry.prefix, target: app.url });
    }
    const lines = services.map(({ entry, app }) => line(entry, url, app.stores));
    parts.simulator = addFrontDoor(gateway, {
      url,
      services: lines,
      appDir: config.appletDir,
    });
    return { url, services: lines, standIns: parts.standIns.running, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What has been started so far, to be stopped in the right order. */
interface Parts {
  readonly release: Release;
  gateway?: Gateway;
  standIns?: StandIns;
  simulator?: Simulator;
  readonly apps: StartedApp[];
}

interface Started {
  readonly entry: ServiceEntry;
  readonly app: StartedApp;
}

async function startServices(
  env: Env,
  config: DevelopmentConfig,
  standIns: StandIns,
  root: string,
  apps: StartedApp[],
): Promise<Started[]> {
  const sessionStore = createMemorySessionStore();
  const destination = prettyStream();
  const start = async (entry: ServiceEntry): Promise<Started> => {
    const module = require(join(root, entry.entry)) as { start: StartWithSessions };
    const logger = createLogger({ name: entry.name, level: config.logLevel, destination });
    const app = await module.start({
      env: serviceEnv(env, config, standIns),
      logger,
      sessionStore,
    });
    apps.push(app);
    return { entry, app };
  };
  const results = await Promise.allSettled(serviceTable.map(start));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

/** Services listen on free loopback ports here; only the gateway's port is the user's to choose. */
function serviceEnv(env: Env, config: DevelopmentConfig, standIns: StandIns): Env {
  const ports = Object.fromEntries(
    serviceTable.map(({ name }) => [`${name.toUpperCase()}_PORT`, '0']),
  );
  const fixed = { HOST: '127.0.0.1', STOP_TIMEOUT_MS: String(stopTimeoutMs) };
  return { ...env, ...standIns.env, ...ports, ...fixed, DATA_DIR: config.dataDir };
}

function line({ name, title, prefix }: ServiceEntry, url: string, stores: StartedApp['stores']) {
  return { name, title, url: url + prefix, stores };
}

/** Gateway and services first, while their stand-ins still answer them; the folder last. */
async function stopParts({ release, gateway, standIns, simulator, apps }: Parts): Promise<void> {
  const stopping = [
    gateway?.stop(stopTimeoutMs),
    simulator?.close(),
    ...apps.map((app) => app.stop()),
  ];
  const results = await Promise.allSettled(stopping);
  await standIns?.close();
  release();
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
