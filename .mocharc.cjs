// Options every suite shares; scripts/test.cjs runs one mocha a workspace with them.
process.env.TS_NODE_PROJECT ??= require('node:path').join(__dirname, 'tsconfig.json');
process.env.TS_NODE_CWD ??= __dirname;

module.exports = {
  'node-option': ['conditions=weapp-source'],
  require: ['ts-node/register', require('node:path').join(__dirname, 'scripts/mocha-hooks.cjs')],
  extension: ['ts'],
  timeout: 10_000,
  slow: 1_000,
  exit: false,
};
