/** The COS stand-in as a process of its own: cos-child.ts DIR SECRET_ID SECRET_KEY BUCKET. Tells its address. */
import { createCosStandIn } from '@weapp-samples/devcloud';

const [dataDir = '', secretId = '', secretKey = '', bucket = ''] = process.argv.slice(2);

createCosStandIn({ dataDir, credentials: { secretId, secretKey }, bucket })
  .listen()
  .then(({ url }) => process.stdout.write(`${url}\n`));
