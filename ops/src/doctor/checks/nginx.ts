/** nginx: our configuration is there, for every service, and nginx takes it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serviceTable } from '@weapp-samples/contracts';
import { type Check, type Finding, good, skipped, wrong } from '../finding';

const what = 'nginx';
const render = 'npm run nginx -- --domain … --cert … --key … --out /etc/nginx';

/** @param dir the folder with `conf.d`; `main` the configuration that nginx starts with */
export function nginxCheck(dir: string, main = join(dir, 'nginx.conf')): Check {
  return async () => {
    const text = await readFile(join(dir, 'conf.d', 'weapp-samples.conf'), 'utf8').catch(() => '');
    if (text === '') {
      return [wrong(what, `there is no configuration of ours in ${dir}/conf.d`, render)];
    }
    const missing = [];
    for (const { name } of serviceTable) {
      const partial = await readFile(join(dir, 'conf.d/partials', `${name}.conf`), 'utf8').catch(
        () => '',
      );
      if (!partial.includes(`weapp_${name}`)) missing.push(name);
    }
    if (missing.length > 0) {
      return [wrong(what, `no partial for ${missing.join(', ')}`, render)];
    }
    return [await test(main)];
  };
}

async function test(main: string): Promise<Finding> {
  try {
    await promisify(execFile)('nginx', ['-t', '-q', '-c', main, '-e', 'stderr'], {
      timeout: 10_000,
    });
    return good(what, 'the configuration is there and nginx takes it');
  } catch (error) {
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') return skipped(what, 'nginx is not on this machine');
    if (/permission denied/i.test(stderr)) {
      return skipped(what, 'only root may test the configuration: sudo nginx -t');
    }
    const line = stderr.split('\n').find((each) => each.includes('[emerg]')) ?? stderr.trim();
    return wrong(
      what,
      `nginx refuses the configuration: ${line}`,
      'mend that line, or render again',
    );
  }
}

/** The domain of a rendered configuration. */
export async function renderedDomain(dir: string): Promise<string | undefined> {
  const text = await readFile(join(dir, 'conf.d', 'weapp-samples.conf'), 'utf8').catch(() => '');
  return /^\s*server_name\s+([^;\s]+);/m.exec(text)?.[1];
}
