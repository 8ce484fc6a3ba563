/** MongoDB: reachable, lets us in, and lets us write. */
import { randomBytes } from 'node:crypto';
import { MongoClient, MongoServerError } from 'mongodb';
import {
  type Check,
  type Finding,
  good,
  placeOf,
  skipped,
  whyUnreachable,
  wrong,
} from '../finding';

const what = 'MongoDB';

export function mongodbCheck(uri: string | undefined): Check {
  return async () => {
    if (!uri) return [skipped(what, 'MONGODB_URI is not set')];
    let client: MongoClient | undefined;
    try {
      client = new MongoClient(uri, { serverSelectionTimeoutMS: 3000, socketTimeoutMS: 5000 });
      return [await look(client)];
    } catch (error) {
      return [explain(error, uri)];
    } finally {
      await client?.close();
    }
  };
}

async function look(client: MongoClient): Promise<Finding> {
  const db = client.db();
  const { version } = await db.command({ buildInfo: 1 });
  const probes = db.collection(`doctor_${randomBytes(6).toString('hex')}`);
  try {
    await probes.insertOne({ probe: '🎨' });
    await probes.deleteMany({});
  } finally {
    await probes.drop().catch(() => undefined);
  }
  return good(what, `version ${version}, may write to the database ${db.databaseName}`);
}

function explain(error: unknown, uri: string): Finding {
  const at = placeOf(uri);
  const code = error instanceof MongoServerError ? error.code : undefined;
  if (code === 18) {
    const mend = 'MONGODB_URI: user, password, and authSource= the database that knows the user';
    return wrong(what, `${at} refuses user or password`, mend);
  }
  if (code === 13) {
    return wrong(what, 'the user may not write', 'give it the role readWrite on the database');
  }
  const why = whyUnreachable(error) ?? (error instanceof Error ? error.message : String(error));
  const mend = 'start MongoDB there, or see MONGODB_URI and the security group';
  return wrong(what, `${at} cannot be used: ${why}`, mend);
}
