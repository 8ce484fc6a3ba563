import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncapi, clientMessages, serverMessages } from '@weapp-samples/contracts';

const file = join(__dirname, '..', '..', '..', 'docs', 'asyncapi', 'game.json');

describe('the AsyncAPI document of the game', () => {
  it('is as committed; packages/contracts/scripts/write-asyncapi.ts writes it', () => {
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), asyncapi());
  });

  it('has every message of both sides, and every reference leads somewhere', () => {
    const document = asyncapi() as { components: { messages: object } };
    const names = Object.keys(document.components.messages).sort();
    const client = Object.keys(clientMessages).map((name) => `client.${name}`);
    const server = Object.keys(serverMessages).map((name) => `server.${name}`);
    assert.deepEqual(names, [...client, ...server].sort());
    for (const [, path = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = path.split('/').reduce<unknown>((at, key) => (at as never)[key], document);
      assert.ok(found, path);
    }
  });
});
