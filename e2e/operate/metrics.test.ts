/** The dashboard and the PromQL of docs/operating.md ask for metrics that the services have. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import { createLogger, type StartApp, type StartedApp } from '@weapp-samples/service';
import { useTempDir } from '@weapp-samples/testkit';
import { metricNames, promqlOf } from './support/promql';

const root = join(__dirname, '..', '..');
const dashboard = 'deploy/grafana/weapp-samples.json';
/** What Prometheus itself and its blackbox exporter add. */
const others = new Set(['up', 'probe_success', 'probe_ssl_earliest_cert_expiry']);

/** Clouds that nobody asks here. */
const clouds = {
  COS_SECRET_ID: 'id',
  COS_SECRET_KEY: 'key',
  COS_BUCKET: 'metrics-1250000000',
  COS_REGION: 'ap-guangzhou',
  COS_ENDPOINT: 'http://127.0.0.1:1',
  WECHAT_APP_ID: 'wxmetrics000000000',
  WECHAT_APP_SECRET: 'secret',
  WECHAT_API: 'http://127.0.0.1:1',
};

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const { panels }: { panels: Panel[] } = JSON.parse(readFileSync(join(root, dashboard), 'utf8'));
const onDashboard = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const inDocument = promqlOf(readFileSync(join(root, 'docs/operating.md'), 'utf8'));

describe('the metrics that an operator looks at', () => {
  const dir = useTempDir('metrics');
  const apps: StartedApp[] = [];
  const existing = new Set<string>();

  before('start the four services and read their metrics', async function () {
    this.timeout(60_000);
    for (const { name, entry } of serviceTable) {
      const { start } = require(join(root, entry)) as { start: StartApp };
      const port = { [`${name.toUpperCase()}_PORT`]: '0' };
      const env = { ...clouds, ...port, DATA_DIR: join(dir(), name) };
      const app = await start({ env, logger: createLogger({ name, level: 'silent' }) });
      apps.push(app);
      const text = await (await fetch(`${app.url}/metrics`)).text();
      for (const each of exposed(text)) existing.add(each);
    }
  });
  after(async () => {
    for (const app of apps) await app.stop();
  });

  for (const [where, queries] of [
    [dashboard, onDashboard],
    ['docs/operating.md', inDocument],
  ] as const) {
    it(`exist: all that ${where} names`, () => {
      assert.ok(queries.length > 5, `only ${queries.length} queries were found`);
      const named = new Set(queries.flatMap(metricNames));
      const unknown = [...named].filter((name) => !existing.has(name) && !others.has(name));
      assert.deepEqual(unknown, []);
    });
  }

  it('are all on the dashboard, as far as they are this project’s own', () => {
    const shown = new Set(onDashboard.flatMap(metricNames).map(family));
    const own = [...existing].filter((name) => /^(http|game)_/.test(name)).map(family);
    assert.deepEqual(
      [...new Set(own)].filter((name) => !shown.has(name)),
      [],
    );
  });
});

const family = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

/** The names that queries may use, out of a text in Prometheus' format. */
function exposed(text: string): string[] {
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return types.flatMap(([, name = '', type]) => {
    if (type === 'histogram') return ['_bucket', '_sum', '_count'].map((end) => name + end);
    if (type === 'summary') return [name, `${name}_sum`, `${name}_count`];
    return [name];
  });
}

describe('reading PromQL', () => {
  it('finds the names of metrics, and neither functions nor labels', () => {
    const query =
      'sum by (service, le) (rate(a_total{service=~"x|by",b="sum(c)"}[5m])) / on (service) d_bytes > 0.5e3 and time() - e_seconds offset 1h';
    assert.deepEqual(metricNames(query), ['a_total', 'd_bytes', 'e_seconds']);
  });
});
