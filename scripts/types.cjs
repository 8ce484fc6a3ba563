// `npm run types`: checks the types of every TypeScript project here.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const tsc = require.resolve('typescript/bin/tsc');

function projects() {
  const folders = ['packages', 'apps'].flatMap((group) =>
    fs.readdirSync(path.join(root, group)).map((name) => path.join(group, name)),
  );
  const own = [...folders.sort(), 'applet', 'applet/test'].filter((dir) =>
    fs.existsSync(path.join(root, dir, 'tsconfig.json')),
  );
  return ['.', ...own];
}

function check(dir) {
  process.stdout.write(`types: ${dir === '.' ? 'services, packages, tests' : dir}\n`);
  const args = ['--noEmit', '-p', path.join(root, dir)];
  return spawnSync(process.execPath, [tsc, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}

const failed = projects().filter((dir) => !check(dir));
if (failed.length > 0) process.exitCode = 1;
