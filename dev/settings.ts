/** Settings of the development start: where the gateway listens and where state is kept. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Env, from, readSettings, SettingsError, setting } from '@weapp-samples/service';

export const developmentSettings = {
  port: setting({
    env: 'PORT',
    doc: 'port of the gateway in the development start',
    schema: from.port,
    fallback: 8080,
  }),
  host: setting({
    env: 'GATEWAY_HOST',
    doc: 'address the gateway listens on; 0.0.0.0 lets other machines in',
    schema: from.text,
    fallback: '127.0.0.1',
  }),
  cosPort: setting({
    env: 'DEVCLOUD_COS_PORT',
    doc: 'port of the COS stand-in; the gateway port + 1 when not set',
    schema: from.port,
  }),
  dataDir: setting({
    env: 'DATA_DIR',
    doc: 'folder of the embedded stores',
    schema: from.text,
    fallback: '.data',
  }),
  appletDir: setting({
    env: 'APPLET_DIR',
    doc: 'folder of the mini-program that npm start opens, your own for example',
    schema: from.text,
    fallback: 'applet',
  }),
  logLevel: setting({
    env: 'LOG_LEVEL',
    doc: 'least level that is logged: trace, debug, info, warn, error, fatal or silent',
    schema: from.choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    fallback: 'info',
  }),
};

export interface DevelopmentConfig {
  readonly port: number;
  readonly host: string;
  readonly cosPort: number;
  readonly dataDir: string;
  readonly appletDir: string;
  readonly logLevel: string;
}

/** @throws SettingsError for a malformed variable */
export function developmentConfig(env: Env, root: string): DevelopmentConfig {
  const { cosPort, dataDir, appletDir, ...rest } = readSettings(env, developmentSettings);
  const next = rest.port === 0 ? 0 : rest.port + 1;
  const folders = { dataDir: resolve(root, dataDir), appletDir: programFolder(root, appletDir) };
  return { ...rest, ...folders, cosPort: cosPort ?? next };
}

function programFolder(root: string, appletDir: string): string {
  const folder = resolve(root, appletDir);
  const found = ['app.json', 'project.config.json'].some((name) => existsSync(join(folder, name)));
  if (found) return folder;
  throw new SettingsError(`APPLET_DIR: ${folder} holds no mini-program (no app.json)`);
}
