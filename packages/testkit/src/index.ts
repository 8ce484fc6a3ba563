/** Starts real servers for a test run; see README.md. */
export { type CapturedLog, captureLog } from './capture-log';
export { chromiumArgs, findChromium } from './chromium';
export { MissingServer, ServerFailed } from './errors';
export { findProgram } from './find-program';
export { freePort } from './free-port';
export { guardFolder, guardProcess } from './guard';
export { type MariaDbOptions, startMariaDb } from './mariadb';
export {
  useChromium,
  useMariaDb,
  useMongo,
  useNginx,
  useRedis,
  useServer,
  useTempDir,
  useValue,
} from './mocha';
export { type MongoOptions, startMongo } from './mongo';
export { type NginxOptions, type RunningNginx, startNginx } from './nginx';
export { chance, type PlainFrames, randomFrame } from './random-frames';
export { type RedisOptions, startRedis } from './redis';
export { type RunningServer, type ServerRecipe, startServer } from './server';
export { type Command, runServer, type ServerProcess } from './server-process';
export { type TempDir, tempDir } from './temp-dir';
export { type WaitOptions, waitFor } from './wait-for';
