/** Releases of one small service, and a pm2 that does what the script asks of pm2, in a folder of their own. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';

const script = join(__dirname, '../../../deploy/release.sh');

/** What the service of a release does first. */
export const ways = {
  well: '',
  /** It ends at once. */
  broken: "throw new Error('this release is broken');",
  /** It ends at once, but only where pm2 starts it. */
  brokenBehindPm2: "if (process.env.pm_id) throw new Error('this release is broken behind pm2');",
} as const;

/** The service says that it is ready, and which release it is. */
const service = (way: string, name: string) => `${way}
require('node:http').createServer((req, res) => res.end('${name}'))
  .listen(Number(process.env.ALBUM_PORT), '127.0.0.1');
process.on('SIGINT', () => process.exit());
`;

/** Ends the process it started before, and starts the one of the process file. */
const pm2 = `#!${process.execPath}
const { existsSync, openSync, readFileSync, writeFileSync } = require('node:fs');
if (process.argv[2] === 'startOrReload') {
  const [app] = JSON.parse(readFileSync(process.argv[3], 'utf8')).apps;
  if (existsSync('pid')) try { process.kill(Number(readFileSync('pid', 'utf8')), 'SIGKILL'); } catch {}
  const log = openSync('pm2.log', 'a');
  const options = { cwd: app.cwd, env: { ...process.env, ...app.env, pm_id: '0' }, detached: true, stdio: ['ignore', log, log] };
  const child = require('node:child_process').spawn(process.execPath, [app.script], options);
  writeFileSync('pid', String(child.pid));
  child.unref();
}
`;

const processFile = `const { readFileSync } = require('node:fs');
const { apps } = JSON.parse(readFileSync(process.argv[2] + '/process.json', 'utf8'));
console.log(JSON.stringify({ apps: apps.map((app) => ({ ...app, cwd: process.argv[3] })) }));
`;

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param dir an empty folder; `port` where the service that serves listens */
export function createServerOf(dir: string, port: number) {
  const root = join(dir, 'root');
  const bin = join(dir, 'bin');
  write(join(root, '.env'), '');
  write(join(bin, 'pm2'), pm2);
  chmodSync(join(bin, 'pm2'), 0o755);

  return {
    /** Makes a folder to release. */
    source(name: string, way: string): string {
      const at = join(dir, name);
      write(join(at, 'app.js'), service(way, name));
      const env = { ALBUM_PORT: String(port) };
      const apps = [{ name: 'album', script: 'app.js', env }];
      write(join(at, 'process.json'), JSON.stringify({ apps }));
      write(join(at, 'ops/dist/release/ports.js'), `console.log('album ${port}');`);
      write(join(at, 'ops/dist/release/process-file.js'), processFile);
      return at;
    },
    /** Runs `deploy/release.sh …args`. */
    release(...args: readonly string[]) {
      const node = dirname(process.execPath);
      const env = {
        PATH: process.env.PATH,
        WEAPP_PATH: `${bin}:${node}`,
        WEAPP_ROOT: root,
        WEAPP_USER: userInfo().username,
        TRIAL_SECONDS: '4',
      };
      const options = { env, encoding: 'utf8', timeout: 60_000 } as const;
      const { status, stdout, stderr } = spawnSync('bash', [script, ...args], options);
      return { status, said: stdout + stderr };
    },
    current: () => basename(readlinkSync(join(root, 'current'))),
    has: (name: string) => existsSync(join(root, 'releases', name)),
    /** Which release answers. */
    answers: async () => {
      // On a new connection: the last one may have ended with the release that answered.
      const headers = { connection: 'close' };
      return (await fetch(`http://127.0.0.1:${port}/readyz`, { headers })).text();
    },
    stop(): void {
      const file = join(root, 'pid');
      if (!existsSync(file)) return;
      try {
        process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    },
  };
}
