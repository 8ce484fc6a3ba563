/** Looks at the machine's nginx and at the certificate. */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { NginxAbilities } from './render';

const run = promisify(execFile);

/**
 * @param program nginx; when it is not there its oldest known form is written, which newer ones take too
 * @param cert path of the certificate
 * @throws Error when the certificate cannot be read
 */
export async function nginxAbilities(program: string, cert: string): Promise<NginxAbilities> {
  const { infoAccess } = new X509Certificate(await readFile(cert));
  const stapling = /^OCSP - URI/m.test(infoAccess ?? '');
  const ipv6 = process.platform !== 'linux' || existsSync('/proc/net/if_inet6');
  return { stapling, ipv6, http2Directive: hasHttp2Directive(await versionOf(program)) };
}

async function versionOf(program: string): Promise<string> {
  try {
    return (await run(program, ['-v'], { timeout: 5000 })).stderr;
  } catch {
    return '';
  }
}

/** @param text what `nginx -v` prints: `nginx version: nginx/1.22.1` */
export function hasHttp2Directive(text: string): boolean {
  const [, major = 0, minor = 0, patch = 0] = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(text) ?? [];
  const version = Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch);
  return version >= 1_025_001;
}
