// The compiled service, its access log in a file as pm2 writes it. Arguments: its dist/main.js, the log file.
const { openSync, writeSync } = require('node:fs');
const { createLogger } = require('@weapp-samples/service');
const { announce } = require('../lib/announce.cjs');

const [, , main, logFile] = process.argv;
const file = openSync(logFile, 'a');
const destination = { write: (line) => void writeSync(file, line) };

require(main)
  .start({ env: process.env, logger: createLogger({ name: 'video', destination }) })
  .then(({ url }) => announce(url))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
