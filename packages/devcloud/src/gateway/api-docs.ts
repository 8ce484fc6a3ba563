/** `/docs` on the gateway: the OpenAPI documents in Swagger UI, served from the npm package, without a network. */
import { dirname } from 'node:path';
import type { Api } from '@weapp-samples/contracts';
import { openapi } from '@weapp-samples/contracts';
import send from 'send';
import type { GatewayHandler } from './gateway';

const files = new Set([
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
  'favicon-32x32.png',
]);

/** Serves the viewer at `/docs` and each document at `/docs/openapi/<name>.json`. */
export function apiDocs(apis: readonly Api[]): GatewayHandler {
  const root = dirname(require.resolve('swagger-ui-dist/package.json'));
  const documents = new Map(apis.map((api) => [`/docs/openapi/${api.name}.json`, api]));
  return async (req, res) => {
    const path = req.url?.split('?', 1)[0] ?? '';
    const api = documents.get(path);
    if (api) return reply(res, 'application/json', JSON.stringify(openapi(api), null, 2));
    if (path === '/docs' || path === '/docs/') return reply(res, 'text/html', page(apis));
    const file = path.startsWith('/docs/') ? path.slice('/docs/'.length) : '';
    if (!files.has(file)) return false;
    send(req, file, { root, maxAge: '1h' }).pipe(res);
    return true;
  };
}

function reply(res: Parameters<GatewayHandler>[1], type: string, body: string): boolean {
  res.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` });
  res.end(body);
  return true;
}

function page(apis: readonly Api[]): string {
  const urls = apis.map(({ name, title }) => ({ name: title, url: `/docs/openapi/${name}.json` }));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>weapp-samples API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
<body style="margin:0">
<div id="ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/swagger-ui-standalone-preset.js"></script>
<script>
SwaggerUIBundle({
  urls: ${JSON.stringify(urls)},
  dom_id: '#ui',
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
});
</script>
</body>
</html>
`;
}
