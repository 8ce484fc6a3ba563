// What the tests need besides npm packages, and how this machine may get it.
const { spawnSync } = require('node:child_process');
const { installDebian } = require('./debian.cjs');
const { ensureMongo } = require('./mongo.cjs');
const { findProgram } = require('./programs.cjs');

function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return Boolean(stdout?.trim());
}

/** `tests`: the suites that are skipped without it, or what they look like. */
const needs = [
  {
    package: 'redis-server',
    isThere: () => findProgram('redis-server', 'valkey-server'),
    tests: 'the suites on Redis are skipped',
  },
  {
    package: 'mariadb-server',
    isThere: () =>
      findProgram('mariadbd', 'mysqld') && findProgram('mariadb-install-db', 'mysql_install_db'),
    tests: 'the suites on MariaDB are skipped',
  },
  {
    package: 'nginx',
    isThere: () => findProgram('nginx'),
    tests: 'the suites on nginx are skipped',
  },
  {
    package: 'shellcheck',
    isThere: () => findProgram('shellcheck'),
    tests: 'the check of the deploy scripts is skipped',
  },
  {
    package: 'testssl.sh',
    isThere: () => findProgram('testssl', 'testssl.sh'),
    tests: 'the check of TLS by testssl.sh is skipped',
  },
  {
    package: 'chromium',
    isThere: () =>
      findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'),
    tests: 'the suites in a browser are skipped',
  },
  {
    package: 'fonts-wqy-microhei',
    isThere: hasChineseFont,
    tests: 'Chinese text shows as boxes in screenshots',
  },
  {
    package: 'ffmpeg',
    isThere: () => findProgram('ffmpeg'),
    tests: 'the suites that make videos are skipped',
  },
];

/**
 * Installs what is missing, where that may be done, and says what could not be had.
 * @param {string} root the project's folder
 * @param {{ log?: (line: string) => void, mayInstall?: boolean }} [options]
 */
async function ensureServers(root, { log = console.log, mayInstall = true } = {}) {
  const missing = () => needs.filter(({ isThere }) => !isThere());
  const names = missing().map((need) => need.package);
  const why = names.length > 0 && mayInstall ? await installDebian(names, { log }) : undefined;
  for (const need of missing()) {
    log(`Not here: ${need.package}${why ? ` (${why})` : ''}: ${need.tests}`);
  }
  if (!(await ensureMongo(root, { log, mayInstall }))) {
    log('Not here: a server of MongoDB’s protocol: the suites on MongoDB are skipped');
  }
}

module.exports = { ensureServers };
