/** The two HTML pages: the phone, and the page around it. */
import type { PhoneSettings } from '../types';

/** Address prefix of everything the simulator serves beside its page. */
export const PREFIX = '/__sim/';

/** The document inside the phone frame; on a real phone it is the whole page. */
export function phoneHtml(settings: PhoneSettings): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,maximum-scale=1,viewport-fit=cover">
<title>${escapeHtml(settings.projectName)}</title>
<link rel="icon" href="data:,">
<script>window.__simSettings=${inlineJson(settings)}</script>
</head>
<body>
<script src="${PREFIX}runtime.js"></script>
<script src="${PREFIX}app.js"></script>
</body>
</html>
`;
}

/** The page with the phone frame and the side panel. */
export function pageHtml(settings: PhoneSettings): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>${escapeHtml(settings.projectName)} · simulator</title>
<link rel="icon" href="data:,">
<script>window.__simSettings=${inlineJson(settings)}</script>
</head>
<body>
<script src="${PREFIX}page.js"></script>
</body>
</html>
`;
}

function inlineJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
