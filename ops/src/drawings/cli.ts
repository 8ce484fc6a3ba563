/** `npm run drawings -- export FILE` and `… import FILE`: the drawings of MONGODB_URI, out of `.env` or the environment. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MongoClient } from 'mongodb';
import { appSettings } from '../doctor/apps';
import { readValues } from '../doctor/values';
import { exportLines, importLines } from './backup';

const usage = 'npm run drawings -- export FILE | import FILE';

async function main(): Promise<void> {
  const [what, file] = process.argv.slice(2);
  if ((what !== 'export' && what !== 'import') || !file) throw new Error(usage);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { mongodbUri } = readValues(process.env, appSettings());
  if (!mongodbUri) throw new Error('MONGODB_URI is not set');
  const client = new MongoClient(mongodbUri, { serverSelectionTimeoutMS: 5000 });
  try {
    const drawings = client.db().collection('drawings');
    if (what === 'export') {
      // Whole or not at all.
      const part = `${file}.part`;
      const out = createWriteStream(part, { mode: 0o600 });
      await pipeline(Readable.from(exportLines(drawings)), out);
      await rename(part, file);
      process.stdout.write(`exported to ${file}\n`);
    } else {
      const count = await importLines(drawings, createInterface({ input: createReadStream(file) }));
      process.stdout.write(`imported ${count} drawings\n`);
    }
  } finally {
    await client.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
