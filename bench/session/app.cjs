// The compiled session service, its access log in a file as pm2 writes it.
// Arguments: its dist folder, the log file, and the openid of the user of every request, for the
// service without its session middleware.
const { openSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { createLogger } = require('@weapp-samples/service');
const { announce } = require('../lib/announce.cjs');

const [, , dist, logFile, openId] = process.argv;
const load = (file) => require(join(dist, file));
const file = openSync(logFile, 'a');
const destination = { write: (line) => void writeSync(file, line) };
const logger = createLogger({ name: 'session', destination });
const env = process.env;

/** All that the service is, but who the user is: that it is told. */
async function startWithout() {
  const config = load('config').readConfig(env);
  const drawings = await load('stores/open-drawing-store').openDrawingStore(config, logger);
  const user = { openId, id: 'bench', nickName: '', avatarUrl: '' };
  const middleware = (ctx, next) => {
    ctx.request.$wxUserInfo = user;
    return next();
  };
  const parts = { config, logger, drawings, sessions: { middleware }, ready: {}, close() {} };
  return load('session-service').createSessionService(parts).listen();
}

const starting = openId ? startWithout() : load('main').start({ env, logger });
starting
  .then(({ url }) => announce(url))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
