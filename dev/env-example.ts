/** Builds `.env.example` from the settings that the config code declares, so that the two cannot disagree. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceTable } from '@weapp-samples/contracts';
import type { Setting, Settings } from '@weapp-samples/service';
import { developmentSettings } from './settings';

const root = join(__dirname, '..');

interface Group {
  readonly title: string;
  readonly settings: readonly Setting<unknown>[];
}

/** The text of `.env.example`: every setting once, with its meaning, unit and default. */
export function envExample(): string {
  const groups = settingGroups();
  const head =
    '# Copy to .env and fill in what you have. What stays empty keeps its default or its stand-in.\n' +
    '# Any setting may come from a file instead: NAME_FILE=/path/of/the/file holds its value.\n';
  const text = groups.map(
    ({ title, settings }) => `# ${title}\n\n${settings.map(entry).join('\n')}`,
  );
  return [head, ...text].join('\n');
}

function settingGroups(): Group[] {
  const apps = serviceTable.map(({ name, title }) => ({ title, settings: settingsOf(name) }));
  const counts = new Map<string, number>();
  for (const { env } of apps.flatMap(({ settings }) => settings)) {
    counts.set(env, (counts.get(env) ?? 0) + 1);
  }
  const development = Object.values(developmentSettings);
  const taken = new Set<string>(development.map(({ env }) => env));
  const fresh = ({ env }: Setting<unknown>) => {
    const isNew = !taken.has(env);
    taken.add(env);
    return isNew;
  };
  const shared = apps
    .flatMap(({ settings }) => settings)
    .filter(({ env }) => (counts.get(env) ?? 0) > 1)
    .filter(fresh);
  return [
    { title: 'Development start', settings: development },
    { title: 'More than one service', settings: shared },
    ...apps.map(({ title, settings }) => ({ title, settings: settings.filter(fresh) })),
  ];
}

/** The one export of an app's `config.ts` whose name ends in `Settings`. */
function settingsOf(app: string): Setting<unknown>[] {
  const config = require(join(root, 'apps', app, 'src', 'config')) as Record<string, unknown>;
  const name = Object.keys(config).find((key) => key.endsWith('Settings'));
  if (!name) throw new Error(`apps/${app}/src/config.ts exports no settings`);
  return Object.values(config[name] as Settings);
}

function entry({ env, doc, fallback, fallbackText, required }: Setting<unknown>): string {
  const value = fallbackText ?? shown(fallback);
  const notes = [
    required && (required === 'always' ? 'required' : 'required in production'),
    value && `default ${value}`,
  ].filter(Boolean);
  const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return `# ${doc}${note}\n${env}=\n`;
}

/** Files of the project are named as seen from its folder. */
function shown(fallback: unknown): string {
  const text = Array.isArray(fallback) ? fallback.join(',') : String(fallback ?? '');
  return text.replace(`${root}/`, '');
}

if (require.main === module) {
  writeFileSync(join(root, '.env.example'), envExample());
}
