// Installs the npm packages when they are missing or package-lock.json has changed since.
// Used by `npm start` and `npm test`, hence plain JavaScript without dependencies.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const limitMs = 10 * 60_000;
const flags = ['--no-audit', '--no-fund', '--loglevel=error'];

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether npm's own record of node_modules holds every package of the lock file in its version. */
function matchesLock(lock, installed) {
  if (!installed) return false;
  const there = JSON.parse(installed).packages ?? {};
  return Object.entries(JSON.parse(lock).packages).every(
    ([place, { version, link, optional, peer }]) =>
      place === '' ||
      !place.includes('node_modules/') ||
      optional ||
      peer ||
      (link ? place in there : there[place]?.version === version),
  );
}

/** How to call npm: the one that runs us, else the one on the path. */
function npmCommand(env) {
  return env.npm_execpath?.endsWith('.js') ? [process.execPath, env.npm_execpath] : ['npm'];
}

function runNpm(root, args) {
  const [program, ...first] = npmCommand(process.env);
  const { status, error } = spawnSync(program, [...first, ...args, ...flags], {
    cwd: root,
    stdio: 'inherit',
    timeout: limitMs,
    shell: process.platform === 'win32' && program === 'npm',
  });
  if (error?.code === 'ENOENT') throw new Error('npm was not found: it comes with Node.js');
  if (error?.code === 'ETIMEDOUT')
    throw new Error(`npm ${args[0]} took over ${limitMs / 60_000} min`);
  return status === 0;
}

/** A working node_modules is brought up to date; `npm ci` would empty it first. */
function installPackages(root, npm, fresh) {
  if (fresh && npm(root, ['ci'])) return;
  if (!npm(root, ['install'])) throw new Error('npm could not install the packages (see above)');
}

/**
 * Installs when needed; returns whether it did.
 * @param {string} root the folder of package-lock.json
 * @param {{ log?: (line: string) => void, npm?: (root: string, args: string[]) => boolean }} [deps]
 * @throws Error with one line that says what is wrong
 */
function install(root, { log = console.log, npm = runNpm } = {}) {
  const modules = path.join(root, 'node_modules');
  const stampFile = path.join(modules, '.package-lock-stamp');
  const lockFile = path.join(root, 'package-lock.json');
  const stampOf = () => createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex');
  if (!fs.existsSync(lockFile)) throw new Error(`there is no package-lock.json in ${root}`);
  if (readText(stampFile) === stampOf()) return false;
  const record = readText(path.join(modules, '.package-lock.json'));
  const upToDate = matchesLock(readText(lockFile), record);
  if (!upToDate) {
    log(
      record ? 'package-lock.json has changed: installing' : 'Installing the npm packages (once)',
    );
    installPackages(root, npm, !record);
  }
  fs.mkdirSync(modules, { recursive: true });
  fs.writeFileSync(stampFile, stampOf());
  return !upToDate;
}

/** Installs when needed, or ends the process with one line that says why it could not. */
function ensureInstalled(root) {
  try {
    return install(root);
  } catch (error) {
    process.stderr.write(`Cannot install: ${error.message}\n`);
    return process.exit(1);
  }
}

module.exports = { ensureInstalled, install };
