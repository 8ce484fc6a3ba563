/** `npm run dev-cert`: a certificate for localhost, signed by an authority of this machine's own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority, makeCertificate } from './make';

const names = ['localhost', '127.0.0.1', '::1'];

async function main(): Promise<void> {
  const dir = process.argv[2] ?? join('.data', 'tls');
  const kept = { cert: join(dir, 'ca.pem'), key: join(dir, 'ca.key') };
  const authority = existsSync(kept.key) ? kept : await makeAuthority(dir);
  const { cert, key } = await makeCertificate(dir, 'localhost', { names, authority });
  process.stdout.write(
    `certificate  ${cert}\nkey          ${key}\nauthority    ${authority.cert}   make your browser or system trust this one\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
