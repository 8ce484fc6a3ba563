// What the mini-program's copy of the client must be: plain files, made from this package's source.
import * as path from 'node:path';
import { flatten } from './flatten';

const NOTE =
  '// Made from packages/wx-socket-io by its scripts/write-applet-copy.ts; change the source, not this.\n';
const ROOT = path.join(__dirname, '../../..');

/** Text by file. */
export function appletCopy(): ReadonlyMap<string, string> {
  const { code, types } = flatten(path.join(__dirname, '../src/index.ts'));
  const file = (name: string) => path.join(ROOT, 'applet/lib', name);
  return new Map([
    [file('wx-socket-io.js'), NOTE + code],
    [file('wx-socket-io.d.ts'), NOTE + types],
  ]);
}
