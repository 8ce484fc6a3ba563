// Gets a server of MongoDB's protocol into .cache/ for the tests, where the machine has none.
// packages/testkit starts what is found here: src/mongo.ts names the order.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { installDebian } = require('./debian.cjs');
const { findProgram } = require('./programs.cjs');
const { run } = require('./run.cjs');

const downloadLimitMs = 3 * 60_000;

function filesIn(dir) {
  try {
    return fs.readdirSync(dir);
  } catch {
    return [];
  }
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What the libraries are; its copy among them says that they are of this version. */
function pomFile(root) {
  return path.join(root, 'packages', 'testkit', 'mongo-java-server', 'pom.xml');
}

function hasFerret(env) {
  const goBin = path.join(env.GOPATH ?? path.join(env.HOME ?? '', 'go'), 'bin', 'ferretdb');
  const program = findProgram('ferretdb') ?? goBin;
  const { status, stdout } = spawnSync(program, ['--version'], { timeout: 5000, encoding: 'utf8' });
  return status === 0 && /\bv1\./.test(stdout);
}

function hasLibraries(root, cache) {
  const fetchedFor = readText(path.join(cache, 'mongo-java-server', 'pom.xml'));
  return fetchedFor !== undefined && fetchedFor === readText(pomFile(root));
}

function isThere(root, cache, env) {
  const fetched = filesIn(path.join(cache, 'mongod')).some((name) => /^mongod(-|$)/.test(name));
  const java = findProgram('java') && hasLibraries(root, cache);
  return Boolean(env.MONGODB_URI || findProgram('mongod') || fetched || hasFerret(env) || java);
}

/** A real mongod, where the network lets mongodb-memory-server download one. */
async function downloadMongod(root, cache) {
  const script = `require('mongodb-memory-server-core').MongoBinary
    .getPath({ downloadDir: process.argv[1] }).then(console.log)`;
  const args = ['-e', script, path.join(cache, 'mongod')];
  const { code } = await run(process.execPath, args, {
    cwd: path.join(root, 'packages', 'testkit'),
    quiet: true,
    limitMs: downloadLimitMs,
  });
  return code === 0;
}

/** The libraries of mongo-java-server, which the JVM runs. */
async function fetchLibraries(root, cache) {
  const target = path.join(cache, 'mongo-java-server');
  const pom = pomFile(root);
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${target}.part`];
  const { code } = await run('mvn', ['-B', '-q', '-f', pom, ...goal], {
    quiet: true,
    limitMs: downloadLimitMs,
  });
  if (code !== 0) return false;
  fs.copyFileSync(pom, path.join(`${target}.part`, 'pom.xml'));
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(`${target}.part`, target);
  return true;
}

/**
 * Sees to it that packages/testkit finds a server of MongoDB's protocol.
 * @param {string} root the project's folder
 * @param {{ log: (line: string) => void, mayInstall: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<boolean>} whether there is one
 */
async function ensureMongo(root, { log, mayInstall, env = process.env }) {
  const cache = path.join(root, '.cache');
  if (isThere(root, cache, env)) return true;
  if (!mayInstall) return false;
  log('Looking for a server of MongoDB’s protocol');
  if (await downloadMongod(root, cache)) return true;
  if (!findProgram('java') || !findProgram('mvn')) {
    await installDebian(['default-jdk-headless', 'maven'], { log });
  }
  return fetchLibraries(root, cache);
}

module.exports = { ensureMongo };
