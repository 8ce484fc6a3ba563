// `npm run reset`: empties the folder that the development start keeps its state in.
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
if (fs.existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'));
const dataDir = path.resolve(root, process.env.DATA_DIR || '.data');

/** The id of the process that uses the folder, or undefined. */
function user() {
  try {
    const pid = Number(fs.readFileSync(path.join(dataDir, 'running.pid'), 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

const pid = user();
if (pid) {
  process.stderr.write(`${dataDir} is in use by process ${pid}: stop it first\n`);
  process.exit(1);
}
const known = ['cos', 'session.sqlite', 'video.sqlite', 'running.pid'];
const isOurs = (name) => known.some((each) => name === each || name.startsWith(`${each}-`));
const names = fs.existsSync(dataDir) ? fs.readdirSync(dataDir) : [];
for (const name of names.filter(isOurs)) {
  fs.rmSync(path.join(dataDir, name), { recursive: true, force: true });
}
process.stdout.write(`${dataDir} is empty\n`);
