// `npm start`: checks Node, installs what is missing, then runs the whole platform in this process.
// Plain JavaScript without dependencies: on a fresh clone there is nothing else to run it with.
const path = require('node:path');

const root = path.join(__dirname, '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: weapp-samples needs 20.19 or newer\n`,
  );
  process.exit(1);
}

require('./install.cjs').ensureInstalled(root);
require('./register.cjs');
require('../dev/main.ts');
