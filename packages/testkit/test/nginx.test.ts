import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNginx, useNginx } from '../src';

const conf = `
events {}
http {
  access_log off;
  client_body_temp_path @dir@/body;
  server {
    listen 127.0.0.1:@port@;
    location / { root @dir@; }
  }
  server {
    listen 127.0.0.1:@other@;
    return 200 'the other server of $host';
  }
}`;

describe('an nginx for tests', () => {
  const nginx = useNginx({ conf, ports: ['other'] });

  it('serves by the configuration it was given', async () => {
    writeFileSync(join(nginx().dir, 'hello.txt'), 'hello');
    const answer = await fetch(`${nginx().url}/hello.txt`);
    assert.equal(await answer.text(), 'hello');
  });

  it('listens on the further ports it was asked for', async () => {
    const answer = await fetch(`http://127.0.0.1:${nginx().ports.other}/`);
    assert.equal(await answer.text(), 'the other server of 127.0.0.1');
  });

  it('is there again after it was killed', async () => {
    await nginx().kill();
    await nginx().restart();
    assert.equal((await fetch(`${nginx().url}/none`)).status, 404);
  });

  it('says what is wrong with a configuration', async () => {
    const broken = startNginx({ conf: 'events {} no_such_word;' });
    await assert.rejects(broken, /unknown directive "no_such_word"/);
  });
});
