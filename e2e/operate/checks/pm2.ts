/** What an operator needs of pm2: start, logs, reload. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import { waitFor } from '@weapp-samples/testkit';
import { root } from '../support/build';
import type { Production } from '../support/production';

const { apps } = JSON.parse(readFileSync(join(root, 'process.json'), 'utf8'));
const instances = apps.reduce((sum: number, app: { instances: number }) => sum + app.instances, 0);

export function pm2Checks(production: () => Production): void {
  describe('pm2 start process.json', () => {
    it('has every process of process.json online, none of them started twice', async () => {
      const all = await production().pm2.list();
      assert.equal(all.length, instances);
      for (const { name, pm2_env } of all) {
        assert.equal(pm2_env.status, 'online', name);
        assert.equal(pm2_env.restart_time, 0, name);
      }
    });

    it('takes the settings from .env, and the secrets from the files that it names', async () => {
      const text = readFileSync(production().envFile, 'utf8');
      assert.match(text, /^COS_SECRET_KEY_FILE=/m);
      for (const name of ['COS_SECRET_KEY', 'WECHAT_APP_SECRET', 'MYSQL_URL']) {
        const secret = production().around.env[name] ?? '';
        assert.ok(secret.length > 0 && !text.includes(secret), name);
      }
      const { login, ask } = production();
      assert.equal((await ask('/applet/album/list', { headers: await login('文件') })).status, 200);
    });

    it('makes every service ready on the port of its settings', async () => {
      const { ports } = production();
      for (const { name } of serviceTable) {
        const answer = await fetch(`http://127.0.0.1:${ports[name]}/readyz`);
        assert.equal(answer.status, 200, `${name}: ${await answer.text()}`);
      }
    });
  });

  describe('pm2 logs', () => {
    it('has one file a service, whose lines begin with the time and are JSON behind it', async () => {
      const { pm2, ask } = production();
      const id = `logged-${process.pid}`;
      await ask('/applet/video/list?pageNo=1', { headers: { 'X-Request-Id': id } });
      const line = await waitFor(() =>
        pm2
          .log('video-out.log')
          .split('\n')
          .find((each) => each.includes(id)),
      );
      const [, time = '', text = ''] = /^(\S+): (\{.*\})$/.exec(line) ?? [];
      assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000, line);
      assert.equal(JSON.parse(text).path, '/applet/video/list');
      assert.match(await pm2.command('logs', 'video', '--nostream', '--lines', '50'), /video-out/);
    });
  });
}
