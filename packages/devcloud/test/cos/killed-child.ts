/** A stand-in in a process of its own, for the test that kills it. */
import { createCosStandIn } from '../../src/index';

async function main(): Promise<void> {
  const standIn = createCosStandIn(JSON.parse(process.env.COS_TEST ?? '{}'));
  await standIn.listen();
  process.stdout.write(`${standIn.domain}\n`);
}

void main();
