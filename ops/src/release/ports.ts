/** Prints `name port` for each service, as its settings say: `node ops/dist/release/ports.js` with ENV_FILE set. */
import { readSettings } from '@weapp-samples/service';
import { appSettings } from '../doctor/apps';

if (process.env.ENV_FILE) process.loadEnvFile(process.env.ENV_FILE);

for (const { name, port, settings } of appSettings()) {
  const declared = settings.port;
  const chosen = declared ? readSettings(process.env, { declared }).declared : port;
  process.stdout.write(`${name} ${chosen}\n`);
}
