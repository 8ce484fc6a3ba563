// Lets Node load the project's TypeScript as it is: ts-node with swc, types are checked by `npm run types`.
const path = require('node:path');

const root = path.join(__dirname, '..');
process.env.TS_NODE_PROJECT ??= path.join(root, 'tsconfig.json');
process.env.TS_NODE_CWD ??= root;
require('ts-node/register');
