import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gameSocketPath, serviceTable } from '@weapp-samples/contracts';
import { hasHttp2Directive, readNginxOptions, renderNginx, UsageError } from '@weapp-samples/ops';

const least = ['--domain', 'www.example.com', '--cert', '/tls/a.pem', '--key', '/tls/a.key'];
const abilities = { http2Directive: false, stapling: false, ipv6: true };

describe('npm run nginx', () => {
  let out: string;
  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'nginx-render-'));
  });
  after(() => rm(out, { recursive: true }));

  async function render(args: string[] = [], able: Partial<typeof abilities> = {}) {
    const options = readNginxOptions([...least, '--out', out, ...args]);
    await renderNginx(options, { ...abilities, ...able });
    return readFileSync(join(out, 'conf.d/weapp-samples.conf'), 'utf8');
  }

  it('has one partial a service, and an upstream on its port, as the service table says', async () => {
    const text = await render();
    const partials = readdirSync(join(out, 'conf.d/partials')).sort();
    assert.deepEqual(
      partials,
      serviceTable.map(({ name }) => `${name}.conf`),
    );
    for (const { name, port, prefix, websocket } of serviceTable) {
      const partial = readFileSync(join(out, 'conf.d/partials', `${name}.conf`), 'utf8');
      const locations = [...partial.matchAll(/^location (?:= )?(\S+)/gm)].map(([, path]) => path);
      assert.equal(locations[0], `${prefix}/`);
      for (const path of locations) assert.ok(path?.startsWith(`${prefix}/`), path);
      assert.match(partial, new RegExp(`proxy_pass http://weapp_${name};`));
      assert.equal(partial.includes('Upgrade'), websocket, name);
      assert.match(text, new RegExp(`upstream weapp_${name} \\{[^}]*127\\.0\\.0\\.1:${port} `));
    }
    assert.ok(
      readFileSync(join(out, 'conf.d/partials/game.conf'), 'utf8').includes(`${gameSocketPath}/`),
    );
  });

  it('gives idle connections to a service up before the service does', async () => {
    const [, seconds] = /keepalive_timeout (\d+)s;\n\}/.exec(await render()) ?? [];
    const root = join(__dirname, '..', '..');
    const { apps } = JSON.parse(readFileSync(join(root, 'process.json'), 'utf8'));
    for (const { env } of apps) assert.ok(Number(seconds) * 1000 < Number(env.DRAIN_MS));
  });

  it('names domain, certificate and key once for HTTPS', async () => {
    const text = await render();
    assert.equal(text.match(/ssl_certificate \/tls\/a\.pem;/g)?.length, 1);
    assert.equal(text.match(/ssl_certificate_key \/tls\/a\.key;/g)?.length, 1);
    assert.doesNotMatch(text, /\{\{/);
  });

  it('spreads over several processes, and leaves out one that fails', async () => {
    const text = await render(['--upstream', 'game=10.0.0.2:9595,10.0.0.3:9595']);
    assert.match(text, /server 10\.0\.0\.2:9595 max_fails=2 fail_timeout=5s;/);
    assert.match(text, /server 10\.0\.0\.3:9595 max_fails=2 fail_timeout=5s;/);
  });

  it('speaks to the nginx that is there', async () => {
    assert.match(await render(), /listen 443 ssl http2;/);
    const newer = await render([], { http2Directive: true });
    assert.match(newer, /listen 443 ssl;[^}]*http2 on;/);
    assert.doesNotMatch(await render([], { ipv6: false }), /\[::\]/);
    const versions = ['1.22.1', '1.25.0', '1.25.1', '1.27.3', '2.0.0'];
    const able = versions.map((version) => hasHttp2Directive(`nginx version: nginx/${version}`));
    assert.deepEqual(able, [false, false, true, true, true]);
    assert.equal(hasHttp2Directive(''), false);
  });

  it('staples where the certificate has a responder', async () => {
    assert.doesNotMatch(await render(), /ssl_stapling/);
    assert.match(await render([], { stapling: true }), /ssl_stapling on;/);
  });

  it('believes a load balancer in front', async () => {
    const text = await render(['--behind', '10.0.0.0/8']);
    assert.match(text, /set_real_ip_from 10\.0\.0\.0\/8;/);
  });

  for (const [why, args] of [
    ['no domain', ['--cert', 'a', '--key', 'b']],
    ['no certificate', ['--domain', 'a.b', '--key', 'b']],
    ['a domain with blanks', ['--domain', 'a b; }', '--cert', 'a', '--key', 'b']],
    ['a path that would end its directive', [...least, '--out', '/tmp/x; evil']],
    ['a port that is none', [...least, '--https-port', '70000']],
    ['a rate that is none', [...least, '--rate', 'fast']],
    ['an unknown service', [...least, '--upstream', 'shop=127.0.0.1:1']],
    ['an upstream without a port', [...least, '--upstream', 'game=host']],
    ['an unknown option', [...least, '--fast']],
  ] as const) {
    it(`refuses ${why}`, () => {
      assert.throws(() => readNginxOptions(args), UsageError);
    });
  }
});
