/** A real MariaDB for tests. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServerFailed } from './errors';
import { needProgram } from './find-program';
import { type RunningServer, startServer } from './server';

export interface MariaDbOptions {
  /** The database that `url` names; made at the start, in utf8mb4. Default `test`. */
  readonly database?: string;
  /** More arguments of mariadbd, such as `['--max-connections=20']`. */
  readonly args?: readonly string[];
}

const user = 'weapp';
const password = 'weapp-test';
const run = promisify(execFile);

/** The server refuses to run as root unless told so. */
function rootFlag(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

const initFile = (dir: string) => join(dir, 'init.sql');
const dataDir = (dir: string) => join(dir, 'data');

function initSql(database: string): string {
  return [
    `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4;`,
    `CREATE USER IF NOT EXISTS '${user}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO '${user}'@'127.0.0.1';`,
  ].join('\n');
}

async function install(program: string, dir: string, database: string): Promise<void> {
  const args = ['--no-defaults', ...rootFlag(), `--datadir=${dataDir(dir)}`, '--skip-test-db'];
  const fast = ['--auth-root-authentication-method=normal', '--innodb-log-file-size=4M'];
  await run(program, [...args, ...fast], { timeout: 60_000 }).catch((error) => {
    throw new ServerFailed('mariadb-install-db failed', `${error.stdout}${error.stderr}`);
  });
  await writeFile(initFile(dir), initSql(database));
}

/** A committed row is in the file before its answer; only the machine's own crash could lose it. */
const settings = [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--performance-schema=OFF',
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=4M',
  '--innodb-flush-log-at-trx-commit=2',
];

function serverArgs(port: number, dir: string): string[] {
  const files = [`--datadir=${dataDir(dir)}`, `--init-file=${initFile(dir)}`];
  const sockets = [
    `--port=${port}`,
    `--socket=${join(dir, 's')}`,
    `--pid-file=${join(dir, 'pid')}`,
  ];
  return ['--no-defaults', ...rootFlag(), ...files, ...sockets, ...settings];
}

/**
 * Starts MariaDB with a user that may do everything; `url` is `mysql://USER:PASSWORD@127.0.0.1:PORT/DATABASE`.
 * @throws MissingServer when it is not on this machine
 * @throws ServerFailed when it does not start, with what it printed
 */
export async function startMariaDb(options: MariaDbOptions = {}): Promise<RunningServer> {
  const { database = 'test', args = [] } = options;
  const program = needProgram(['mariadbd', 'mysqld']);
  const installer = needProgram(['mariadb-install-db', 'mysql_install_db']);
  return startServer({
    name: 'mariadbd',
    prepare: (dir) => install(installer, dir, database),
    command: (port, dir) => ({ program, args: [...serverArgs(port, dir), ...args] }),
    ready: (output) => output.includes('ready for connections'),
    url: (port) => `mysql://${user}:${password}@127.0.0.1:${port}/${database}`,
  });
}
