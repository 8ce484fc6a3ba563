/** A certificate authority and certificates of one's own, for development and tests. Made with openssl. */
import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Paths of a certificate and its key, PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** Names and addresses the certificate is for; the first is the common name. */
  readonly names: readonly string[];
  readonly authority: CertificateFiles;
  /** Default 365. */
  readonly days?: number;
  /** More lines of the certificate's extensions. */
  readonly extensions?: readonly string[];
}

/** Makes `ca.pem` and `ca.key` in `dir`. Whoever trusts the authority trusts what it signs: keep the key. */
export async function makeAuthority(dir: string, days = 3650): Promise<CertificateFiles> {
  await mkdir(dir, { recursive: true });
  const files = { cert: join(dir, 'ca.pem'), key: join(dir, 'ca.key') };
  const subject = ['-subj', '/CN=weapp-samples development authority'];
  const extensions = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  await newKey(files.key);
  const paths = ['-key', files.key, '-out', files.cert];
  await openssl('req', '-x509', '-new', ...paths, '-days', `${days}`, ...subject, ...extensions);
  return files;
}

/** Makes `<label>.pem`, followed by its authority's certificate, and `<label>.key` in `dir`. */
export async function makeCertificate(
  dir: string,
  label: string,
  { names, authority, days = 365, extensions = [] }: CertificateOptions,
): Promise<CertificateFiles> {
  await mkdir(dir, { recursive: true });
  const files = { cert: join(dir, `${label}.pem`), key: join(dir, `${label}.key`) };
  const request = join(dir, `${label}.csr`);
  const profile = join(dir, `${label}.ext`);
  await newKey(files.key);
  await writeFile(profile, [...serverProfile(names), ...extensions, ''].join('\n'));
  await openssl('req', '-new', '-key', files.key, '-out', request, '-subj', `/CN=${names[0]}`);
  const signer = ['-CA', authority.cert, '-CAkey', authority.key, '-CAcreateserial'];
  const paths = ['-in', request, '-extfile', profile, '-out', files.cert];
  await openssl('x509', '-req', ...signer, ...paths, '-days', `${days}`, '-sha256');
  await appendFile(files.cert, await readFile(authority.cert));
  return files;
}

function serverProfile(names: readonly string[]): string[] {
  const alternatives = names.map((name) => `${isIP(name) ? 'IP' : 'DNS'}:${name}`);
  return [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=serverAuth',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    `subjectAltName=${alternatives.join(',')}`,
  ];
}

async function newKey(file: string): Promise<void> {
  await openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file);
  await chmod(file, 0o600);
}

async function openssl(...args: string[]): Promise<void> {
  await run('openssl', args, { timeout: 30_000 });
}
