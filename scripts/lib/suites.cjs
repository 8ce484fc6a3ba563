// Finds the test files of the project, one suite a workspace.
const fs = require('node:fs');
const path = require('node:path');

const skipped = new Set(['node_modules', 'dist', 'fixtures', '.data', '.cache', '.git']);

function foldersIn(dir) {
  if (!fs.existsSync(dir)) return [];
  const entries = fs.readdirSync(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    .map((entry) => path.join(dir, entry.name))
    .sort();
}

function testFiles(dir) {
  const entries = fs.readdirSync(dir, { withFileTypes: true });
  const own = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => path.join(dir, entry.name))
    .sort();
  return [...own, ...foldersIn(dir).flatMap(testFiles)];
}

/**
 * Every folder with tests: the packages, the apps, then the project's other folders.
 * @param {string} root
 * @returns {{ name: string, dir: string, files: string[] }[]} paths are relative to root
 */
function findSuites(root) {
  const groups = ['packages', 'apps'];
  const workspaces = groups.flatMap((group) => foldersIn(path.join(root, group)));
  const others = foldersIn(root).filter((dir) => !groups.includes(path.basename(dir)));
  // The browser goes last: what breaks below it shows first.
  const last = others.filter((dir) => path.basename(dir) === 'e2e');
  const ordered = [...workspaces, ...others.filter((dir) => !last.includes(dir)), ...last];
  return ordered
    .map((dir) => ({
      name: path.basename(dir),
      dir: path.relative(root, dir),
      files: testFiles(dir).map((file) => path.relative(root, file)),
    }))
    .filter(({ files }) => files.length > 0);
}

module.exports = { findSuites };
