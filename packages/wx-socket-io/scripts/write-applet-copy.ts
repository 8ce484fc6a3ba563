// Writes the mini-program's copy of the client, applet/lib/wx-socket-io.js and its types.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { appletCopy } from './applet-copy';

for (const [file, text] of appletCopy()) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
