/** The running platform and a browser with phones, around a suite. */

import { type Fixture, launchSimulator, type SimPhone } from '@weapp-samples/simulator/testing';
import { freePort, useChromium, useTempDir } from '@weapp-samples/testkit';
import { type StartedProcess, startProcess } from '../../dev/test/start-process';

/** Time for a platform and a browser to start, in milliseconds. */
const startLimitMs = 60_000;

export interface Stage {
  /** Address of the gateway. */
  readonly url: string;
  readonly sim: Fixture;
  /** Opens a phone with the mini-program; each has a storage of its own. */
  phone(options?: Parameters<Fixture['phone']>[0]): Promise<SimPhone>;
  /** Kills the whole platform, as a crash would. */
  kill(): Promise<void>;
  /** Starts it again, at the same address and over the same state. */
  restart(): Promise<void>;
}

/**
 * Registers hooks that start the platform and a browser around the suite, and that fail a test whose phones printed an
 * error. Skips the suite, with the reason in its title, where there is no Chromium.
 * @param settings environment of the platform, as in `.env.example`
 */
export function useStage(settings: Readonly<Record<string, string>> = {}): () => Stage {
  const chromium = useChromium();
  const dataDir = useTempDir('e2e');
  let stage: OpenStage | undefined;

  before('start the platform and a browser', async function () {
    this.timeout(startLimitMs);
    stage = await openStage(chromium(), dataDir(), settings);
  });
  after('stop them', () => stage?.close());
  afterEach('no phone printed an error', () => stage?.sim.check());

  return () => {
    if (!stage) throw new Error('the stage is there only while the tests of its suite run');
    return stage;
  };
}

export interface OpenStage extends Stage {
  close(): Promise<void>;
}

/**
 * Starts the platform on free ports, and a browser.
 * @param executablePath path of a Chromium
 * @param dataDir where the platform keeps its state
 * @param settings environment of the platform, as in `.env.example`
 */
export async function openStage(
  executablePath: string,
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<OpenStage> {
  const [port, cosPort] = [String(await freePort()), String(await freePort())];
  const env = { PORT: port, DEVCLOUD_COS_PORT: cosPort, DATA_DIR: dataDir, ...settings };
  let platform: StartedProcess = await startProcess(env);
  const sim = await launchSimulator({ address: platform.url, executablePath });
  return {
    url: platform.url,
    sim,
    phone: (options = {}) => sim.phone(options),
    kill: async () => void (await platform.end('SIGKILL')),
    restart: async () => {
      platform = await startProcess(env);
    },
    close: async () => {
      await sim.close();
      await platform.end('SIGKILL');
    },
  };
}

/** Takes the errors out that a test has caused on purpose: the browser reports each failed request. */
export function expectFailedRequests(phone: SimPhone): void {
  const others = phone.errors.filter((error) => !/Failed to load resource/.test(error));
  phone.errors.splice(0, phone.errors.length, ...others);
}
