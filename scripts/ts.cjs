// Runs a TypeScript file of the project from source: node scripts/ts.cjs FILE [arguments].
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const source = process.execArgv.some((flag) => flag.includes('weapp-source'));
if (source) {
  require('./register.cjs');
  process.argv.splice(1, 1);
  require(path.resolve(process.argv[1]));
} else {
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=weapp-source', __filename, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exit(status ?? 1);
}
