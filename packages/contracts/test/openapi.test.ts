import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { albumApi, apis, openapi } from '@weapp-samples/contracts';

const folder = join(__dirname, '..', '..', '..', 'docs', 'openapi');

describe('the OpenAPI documents', () => {
  for (const api of apis) {
    it(`of ${api.name} is as committed; npm run openapi writes it`, () => {
      const committed = readFileSync(join(folder, `${api.name}.json`), 'utf8');
      assert.deepEqual(JSON.parse(committed), openapi(api));
    });

    it(`of ${api.name} is valid OpenAPI 3.1`, async () => {
      const document = structuredClone(openapi(api)) as never;
      await SwaggerParser.validate(document);
    });
  }

  it('say what comes in and what goes out', () => {
    const { paths } = openapi(albumApi) as { paths: Record<string, Record<string, never>> };
    const list = paths['/applet/album/list']?.get as unknown as {
      parameters: { name: string; schema: unknown }[];
      responses: Record<string, { content: Record<string, { schema: unknown }> }>;
    };
    const limit = list.parameters.find(({ name }) => name === 'limit');
    assert.deepEqual(limit?.schema, { type: 'integer', minimum: 1, maximum: 100 });
    assert.ok(JSON.stringify(list.responses['200']).includes('"const":0'));
    assert.deepEqual(Object.keys(list.responses).sort(), [
      '200',
      '400',
      '401',
      '429',
      '502',
      '503',
    ]);
  });
});
