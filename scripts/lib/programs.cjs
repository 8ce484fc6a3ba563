// Finds programs on this machine.
const fs = require('node:fs');
const path = require('node:path');

/** Where Debian keeps servers; not on the path of everyone. */
const systemDirs = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The full path of the first of these programs that is there, or undefined. */
function findProgram(...names) {
  const dirs = [...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean), ...systemDirs];
  return names.flatMap((name) => dirs.map((dir) => path.join(dir, name))).find(isProgram);
}

module.exports = { findProgram };
