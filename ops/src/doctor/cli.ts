/** `npm run doctor`: examines this machine; exit code 1 when something is wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { examine } from './doctor';
import { reportText, verdict } from './report';

const usage = `npm run doctor -- [--domain NAME] [--env FILE] [--nginx DIR]
  --domain NAME     the name phones use (default: the one in the nginx configuration)
  --env FILE        settings (default .env)
  --nginx DIR       folder with nginx's conf.d (default /etc/nginx)
  --nginx-main FILE the configuration nginx starts with (default nginx.conf in that folder)
  --address HOST    where the domain is asked, when its name does not lead here yet
  --port N          of HTTPS (default 443)
  --ca FILE         an authority to trust besides the well-known ones`;

const text = { type: 'string' } as const;
const flags = {
  domain: text,
  env: text,
  nginx: text,
  'nginx-main': text,
  address: text,
  port: text,
  ca: text,
} as const;

function readFlags() {
  try {
    return parseArgs({ options: flags }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const given = readFlags();
  const envFile = given.env ?? '.env';
  const there = existsSync(envFile);
  if (there) process.loadEnvFile(envFile);
  else if (given.env) throw new Error(`there is no file ${envFile}`);
  const { findings, domains } = await examine({
    env: process.env,
    envFile: there ? envFile : undefined,
    nginxDir: given.nginx ?? '/etc/nginx',
    nginxMain: given['nginx-main'],
    domain: given.domain,
    host: given.address,
    port: given.port ? Number(given.port) : undefined,
    ca: given.ca ? readFileSync(given.ca, 'utf8') : undefined,
    now: Date.now,
  });
  process.stdout.write(`${reportText(findings)}\n${domains ? `${domains}\n` : ''}`);
  process.stdout.write(verdict(findings));
  process.exitCode = findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
