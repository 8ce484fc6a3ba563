import assert from 'node:assert/strict';
import { apis } from '@weapp-samples/contracts';
import { apiDocs, type Gateway, startGateway } from '@weapp-samples/devcloud/gateway';

describe('the API documents on the gateway', () => {
  let gateway: Gateway;
  before(async () => {
    gateway = await startGateway({ port: 0, host: '127.0.0.1', handlers: [apiDocs(apis)] });
  });
  after(() => gateway.stop(100));
  const get = (path: string) => fetch(gateway.url + path);

  it('are a page whose every part comes from this machine', async () => {
    const html = await (await get('/docs')).text();
    assert.ok(!/(src|href)="(https?:)?\/\//.test(html));
    for (const [, path = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
      assert.equal((await get(path)).status, 200, path);
    }
  });

  it('are the documents of every API', async () => {
    for (const { name } of apis) {
      const document = (await (await get(`/docs/openapi/${name}.json`)).json()) as {
        openapi: string;
      };
      assert.equal(document.openapi, '3.1.0');
    }
  });

  it('give no other file of the package or the machine', async () => {
    for (const path of ['package.json', '../package.json', '%2e%2e/package.json', 'index.html']) {
      assert.equal((await get(`/docs/${path}`)).status, 404, path);
    }
  });
});
