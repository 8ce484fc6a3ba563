/** The plain index page: what runs, where, and how to try it with curl. */
import type { ServiceLine } from './platform';

const examples: Readonly<Record<string, (url: string) => string>> = {
  album: (url) => `curl -F image=@photo.jpg ${url}/upload\ncurl ${url}/list`,
  game: (url) => `curl '${url}/leaderboard?limit=10'`,
  session: (url) =>
    `curl ${url}/login -H 'Content-Type: application/json' -d '{"code":"…"}'   # README: how to get a code`,
  video: (url) => `curl '${url}/list?pageNo=1'`,
};

/** The page as HTML. It needs no script and no network. */
export function indexPage(url: string, services: readonly ServiceLine[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>weapp-samples</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 48rem; padding: 1.5rem; }
  h1 { margin-bottom: 0; }
  section { border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 12px; margin: 1rem 0; padding: 0 1.25rem 1rem; }
  dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; margin: 0; }
  dd { margin: 0; overflow-wrap: anywhere; }
  pre { background: color-mix(in srgb, currentColor 8%, transparent); border-radius: 8px; overflow-x: auto; padding: .75rem; }
  a { color: #07893f; } @media (prefers-color-scheme: dark) { a { color: #3fd67f; } }
</style>
<h1>weapp-samples</h1>
<p>The services of the mini-program demos run on this machine. <a href="/docs">API documents</a></p>
${services.map((service) => section(service)).join('')}
<p>The gateway is ${escapeHtml(url)}. Fill in <code>.env</code> to use real clouds and databases.</p>
</html>
`;
}

function section({ name, title, url, stores }: ServiceLine): string {
  const rows = Object.entries(stores).map(([what, where]) => row(what, where));
  const example = examples[name]?.(url);
  return `<section>
<h2>${escapeHtml(title)}</h2>
<dl>${row('address', url)}${rows.join('')}</dl>
${example ? `<pre>${escapeHtml(example)}</pre>` : ''}
</section>
`;
}

function row(term: string, description: string): string {
  return `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(description)}</dd>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
