// Installs Debian packages where this user may, without starting the services in them.
const fs = require('node:fs');
const { findProgram } = require('./programs.cjs');
const { run } = require('./run.cjs');

const limitMs = 15 * 60_000;
const policyFile = '/usr/sbin/policy-rc.d';
const policyExists = () => fs.existsSync(policyFile);
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C' };

/** What to put before a command to run it as root, or undefined when that cannot be. */
async function rootPrefix() {
  if (process.platform !== 'linux' || !findProgram('apt-get')) return undefined;
  if (process.getuid() === 0) return [];
  const { code } = await run('sudo', ['-n', 'true'], { quiet: true, limitMs: 5000 });
  const keep = '--preserve-env=DEBIAN_FRONTEND,RUNLEVEL,LC_ALL';
  return code === 0 ? ['sudo', '-n', keep] : undefined;
}

/** Runs commands as root, or undefined when this user may not. */
async function rootShell() {
  const prefix = await rootPrefix();
  return (
    prefix &&
    (([program, ...args]) => {
      const [first, ...rest] = [...prefix, program, ...args];
      return run(first, rest, { env, quiet: true, limitMs });
    })
  );
}

const apt = ['apt-get', '-qq', '-y', '-o=Dpkg::Use-Pty=0', '-o=DPkg::Lock::Timeout=300'];

/** Debian's own way to say that no service may start; left alone where the machine has such a file. */
async function withoutServices(asRoot, hasPolicy, work) {
  if (hasPolicy()) return work();
  const script = `printf '#!/bin/sh\\nexit 101\\n' > ${policyFile} && chmod 755 ${policyFile}`;
  await asRoot(['sh', '-c', script]);
  try {
    return await work();
  } finally {
    await asRoot(['rm', '-f', policyFile]);
  }
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Packages of which one cannot be had do not keep the others away. */
async function installAll(asRoot, packages) {
  const command = [...apt, 'install', '--no-install-recommends'];
  const { code } = await asRoot([...command, ...packages]);
  if (code === 0) return undefined;
  let why;
  for (const name of packages) {
    const { code: failed, output } = await asRoot([...command, name]);
    if (failed !== 0) why = lastLine(output);
  }
  return why;
}

/**
 * Installs these packages.
 * @param {readonly string[]} packages
 * @param {{ log: (line: string) => void,
 *   shell?: () => Promise<((command: string[]) => Promise<{ code: number | null, output: string }>) | undefined>,
 *   hasPolicy?: () => boolean }} options
 *   shell: how commands are run as root; hasPolicy: whether the machine has its own word on services
 * @returns {Promise<string | undefined>} why it could not be done, or undefined
 */
async function installDebian(packages, { log, shell = rootShell, hasPolicy = policyExists }) {
  const asRoot = await shell();
  if (!asRoot) return 'this user may not install Debian packages here';
  log(`Installing Debian packages: ${packages.join(' ')}`);
  const { code, output } = await asRoot([...apt, 'update']);
  if (code !== 0) log(`  apt-get update: ${lastLine(output)}`);
  return withoutServices(asRoot, hasPolicy, () => installAll(asRoot, packages));
}

module.exports = { installDebian };
