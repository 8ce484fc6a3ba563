// Installs Debian packages where this user may, without starting the services in them.
const fs = require('node:fs');
const { findProgram } = require('./programs.cjs');
const { run } = require('./run.cjs');

const limitMs = 15 * 60_000;
const policyFile = '/usr/sbin/policy-rc.d';
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1', LC_ALL: 'C' };

/** What to put before a command to run it as root, or undefined when that cannot be. */
async function rootPrefix() {
  if (process.platform !== 'linux' || !findProgram('apt-get')) return undefined;
  if (process.getuid() === 0) return [];
  const { code } = await run('sudo', ['-n', 'true'], { quiet: true, limitMs: 5000 });
  const keep = '--preserve-env=DEBIAN_FRONTEND,RUNLEVEL,LC_ALL';
  return code === 0 ? ['sudo', '-n', keep] : undefined;
}

function asRoot(prefix, command) {
  const [program, ...args] = [...prefix, ...command];
  return run(program, args, { env, quiet: true, limitMs });
}

const apt = ['apt-get', '-qq', '-y', '-o=Dpkg::Use-Pty=0', '-o=DPkg::Lock::Timeout=300'];

/** Debian's own way to say that no service may start; left alone where the machine has such a file. */
async function withoutServices(prefix, work) {
  if (fs.existsSync(policyFile)) return work();
  const script = `printf '#!/bin/sh\\nexit 101\\n' > ${policyFile} && chmod 755 ${policyFile}`;
  await asRoot(prefix, ['sh', '-c', script]);
  try {
    return await work();
  } finally {
    await asRoot(prefix, ['rm', '-f', policyFile]);
  }
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? '';
}

/** Packages of which one cannot be had do not keep the others away. */
async function installAll(prefix, packages) {
  const command = [...apt, 'install', '--no-install-recommends'];
  const { code } = await asRoot(prefix, [...command, ...packages]);
  if (code === 0) return undefined;
  let why;
  for (const name of packages) {
    const { code: failed, output } = await asRoot(prefix, [...command, name]);
    if (failed !== 0) why = lastLine(output);
  }
  return why;
}

/**
 * Installs these packages.
 * @param {readonly string[]} packages
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} why it could not be done, or undefined
 */
async function installDebian(packages, log) {
  const prefix = await rootPrefix();
  if (!prefix) return 'this user may not install Debian packages here';
  log(`Installing Debian packages: ${packages.join(' ')}`);
  const { code, output } = await asRoot(prefix, [...apt, 'update']);
  if (code !== 0) log(`  apt-get update: ${lastLine(output)}`);
  return withoutServices(prefix, () => installAll(prefix, packages));
}

module.exports = { installDebian };
