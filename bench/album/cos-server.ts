/** The COS stand-in as a process of its own, its files in the folder it is given. */
import { createCosStandIn } from '@weapp-samples/devcloud';
import { announce } from '../lib/announce';
import { benchBucket, benchKeys } from './settings';

const dataDir = process.argv[2] ?? '';
const cos = createCosStandIn({ dataDir, credentials: benchKeys, ...benchBucket });

void cos.listen().then(({ url }) => announce(url));
