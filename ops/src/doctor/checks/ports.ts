/** The ports of the services: the service itself is there and ready, and nothing else has taken one. */
import type { Env } from '@weapp-samples/service';
import { readSettings } from '@weapp-samples/service';
import type { AppSettings } from '../apps';
import { type Check, type Finding, good, warning, whyUnreachable, wrong } from '../finding';

const what = 'ports';

interface Health {
  readonly status?: string;
  readonly checks?: Readonly<Record<string, string>>;
}

export function portsCheck(env: Env, apps: readonly AppSettings[]): Check {
  return async () =>
    together(await Promise.all(apps.map((app) => look(app.name, portOf(env, app)))));
}

/** Before the first start nothing runs, which is only worth a word. One that is missing among others has ended. */
function together(findings: readonly Finding[]): Finding[] {
  const others = findings.some(({ state }) => state !== 'warning');
  return findings.map((each) =>
    others && each.state === 'warning' ? wrong(what, each.said, each.mend ?? '') : each,
  );
}

function portOf(env: Env, { settings, port }: AppSettings): number {
  const declared = settings.port;
  if (!declared) return port;
  try {
    return Number(readSettings(env, { declared }).declared);
  } catch {
    return port;
  }
}

async function look(name: string, port: number): Promise<Finding> {
  try {
    const health = await ask(port, '/healthz');
    if (health.status !== 'ok') throw new SyntaxError('another program');
    const { status, checks = {} } = await ask(port, '/readyz');
    if (status === 'ready') return good(what, `${name} is ready on port ${port}`);
    const failed = Object.keys(checks).filter((each) => checks[each] !== 'ok');
    const said = `${name} on port ${port} is not ready: ${failed.join(', ') || status}`;
    return wrong(what, said, `see what is said about it above, and pm2 logs ${name}`);
  } catch (error) {
    if (whyUnreachable(error)) {
      const said = `${name} does not run: nothing listens on port ${port}`;
      return warning(what, said, 'pm2 start process.json; pm2 logs says why it ended');
    }
    const said = `something else has taken port ${port} of ${name}`;
    return wrong(
      what,
      said,
      `ss -ltnp 'sport = :${port}' says what; stop it, or set ${name.toUpperCase()}_PORT`,
    );
  }
}

async function ask(port: number, path: string): Promise<Health> {
  const signal = AbortSignal.timeout(4000);
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal });
  return (await answer.json()) as Health;
}
