// Runs a TypeScript file of the project: node scripts/ts.cjs FILE [arguments].
// From source; where only what production needs is installed, what `npm run build` made of it.
const { spawnSync } = require('node:child_process');
const Module = require('node:module');
const path = require('node:path');

function isInstalled(name) {
  try {
    return Boolean(require.resolve(name));
  } catch {
    return false;
  }
}

/** Runs the file as if Node had been started with it. */
function runMain(file) {
  process.argv.splice(1, 1);
  Module._load(path.resolve(file), null, true);
}

function runAgainFromSource() {
  const args = ['--conditions=weapp-source', __filename, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const [, , file] = process.argv;
if (process.execArgv.some((flag) => flag.includes('weapp-source'))) {
  require('./register.cjs');
  runMain(file);
} else if (isInstalled('ts-node')) runAgainFromSource();
else runMain(file.replace(/\/src\/(.+)\.ts$/, '/dist/$1.js'));
