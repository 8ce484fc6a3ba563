/** `npm run nginx`: writes the nginx configuration for this domain and certificate. */
import { nginxAbilities } from './abilities';
import { nginxUsage, readNginxOptions, UsageError } from './options';
import { renderNginx } from './render';

async function main(): Promise<void> {
  const options = readNginxOptions(process.argv.slice(2));
  const abilities = await nginxAbilities('nginx', options.cert);
  const files = await renderNginx(options, abilities);
  process.stdout.write(`${files.join('\n')}\n\nTry it with: nginx -t; then: nginx -s reload\n`);
}

main().catch((error: unknown) => {
  const said = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${said}\n${error instanceof UsageError ? `\n${nginxUsage}\n` : ''}`);
  process.exitCode = 1;
});
