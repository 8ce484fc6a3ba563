/** `npm run dev-cert -- [DIR] [NAME]`: a certificate for localhost or NAME, signed by an authority of this machine's own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority, makeCertificate } from './make';

const loopback = ['localhost', '127.0.0.1', '::1'];

async function main(): Promise<void> {
  const [dir = join('.data', 'tls'), name = 'localhost'] = process.argv.slice(2);
  const names = [...new Set([name, ...loopback])];
  const kept = { cert: join(dir, 'ca.pem'), key: join(dir, 'ca.key') };
  const authority = existsSync(kept.key) ? kept : await makeAuthority(dir);
  const { cert, key } = await makeCertificate(dir, name, { names, authority });
  process.stdout.write(
    `certificate  ${cert}\nkey          ${key}\nauthority    ${authority.cert}   make your browser or system trust this one\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
