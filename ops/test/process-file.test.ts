import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import type { Setting, Settings } from '@weapp-samples/service';

const root = join(__dirname, '..', '..');

interface ProcessEntry {
  readonly name: string;
  readonly script: string;
  readonly exec_mode: string;
  readonly instances: number;
  readonly env: Readonly<Record<string, string>>;
  readonly wait_ready: boolean;
  readonly listen_timeout: number;
  readonly kill_timeout: number;
}

const { apps }: { apps: ProcessEntry[] } = JSON.parse(
  readFileSync(join(root, 'process.json'), 'utf8'),
);

/** The port an app listens on when nothing says otherwise. */
function defaultPort(app: string): unknown {
  const config: Record<string, unknown> = require(join(root, 'apps', app, 'src', 'config'));
  const settings = Object.entries(config).find(([key]) => key.endsWith('Settings'))?.[1];
  return ((settings as Settings).port as Setting<unknown>).fallback;
}

describe('process.json', () => {
  it('has the services of the service table, each with what the build makes of its entry', () => {
    assert.deepEqual(
      apps.map(({ name, script }) => ({ name, script })),
      serviceTable.map(({ name, entry }) => ({
        name,
        script: `${entry.replace('/src/', '/dist/')}.js`,
      })),
    );
  });

  it('leaves the ports to the settings, whose defaults are those of the service table', () => {
    for (const { name, port } of serviceTable) assert.equal(defaultPort(name), port, name);
    const names = apps.flatMap(({ env }) => Object.keys(env));
    assert.deepEqual(
      names.filter((name) => name.endsWith('_PORT')),
      [],
    );
  });

  for (const app of apps) {
    it(`runs ${app.name} in production, and gives it time for a graceful start and stop`, () => {
      assert.equal(app.env.NODE_ENV, 'production');
      assert.equal(app.env.ENV_FILE, '.env');
      assert.equal(app.exec_mode, 'cluster');
      assert.equal(app.wait_ready, true);
      const drain = Number(app.env.DRAIN_MS);
      const stop = Number(app.env.STOP_TIMEOUT_MS);
      assert.ok(drain < stop, 'idle connections are given up before the bound');
      assert.ok(stop + 3000 <= app.kill_timeout, 'stores get time to close after the bound');
    });
  }

  it('runs several processes of what holds connections', () => {
    assert.ok((apps.find(({ name }) => name === 'game')?.instances ?? 0) > 1);
  });

  it('has a project reference for every workspace that has a build', () => {
    const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8'));
    const paths: string[] = references.map(({ path }: { path: string }) => path);
    for (const path of paths) assert.ok(existsSync(join(root, path)), path);
    for (const { entry } of serviceTable) {
      assert.ok(paths.includes(entry.replace('src/main', 'tsconfig.build.json')), entry);
    }
  });
});
