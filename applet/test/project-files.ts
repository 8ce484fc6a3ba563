/** The mini-program's files as the developer tools see them, and what they refer to. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The folder of the mini-program. */
export const root = join(__dirname, '..');

export const readText = (file: string): string => readFileSync(join(root, file), 'utf8');

export const readJson = <T = Record<string, unknown>>(file: string): T =>
  JSON.parse(readText(file)) as T;

export interface AppJson {
  readonly pages: readonly string[];
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly window: Readonly<Record<string, string>>;
  readonly themeLocation: string;
  readonly sitemapLocation: string;
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly tabBar?: { readonly list: readonly Readonly<Record<string, string>>[] };
}

interface ProjectJson {
  readonly miniprogramRoot: string;
  readonly libVersion: string;
  readonly packOptions: {
    readonly ignore: readonly { readonly type: string; readonly value: string }[];
  };
}

export const app = readJson<AppJson>('app.json');
export const project = readJson<ProjectJson>('project.config.json');

function walk(dir: string): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function isIgnored(file: string): boolean {
  return project.packOptions.ignore.some(({ type, value }) => {
    if (type === 'folder') return file.startsWith(`${value}/`);
    return type === 'suffix' ? file.endsWith(value) : file === value;
  });
}

/** Everything that is uploaded, relative to the mini-program's folder. */
export const packedFiles: readonly string[] = walk('.').filter((file) => !isIgnored(file));

export const filesWith = (suffix: string): string[] =>
  packedFiles.filter((file) => file.endsWith(suffix));

/** Every page of the main package and the subpackages, without a suffix. */
export const pages: readonly string[] = [
  ...app.pages,
  ...app.subPackages.flatMap((part) => part.pages.map((page) => `${part.root}/${page}`)),
];

/** A path as it stands in a file, relative to the mini-program's folder. */
export function resolveFrom(file: string, path: string): string {
  const target = path.startsWith('/') ? path.slice(1) : join(dirname(file), path);
  return relative('.', target);
}

export const isFile = (path: string): boolean =>
  existsSync(join(root, path)) && statSync(join(root, path)).isFile();

/** The files of a page or component that are not there. */
export function missingOfUnit(unit: string): string[] {
  const script = isFile(`${unit}.js`) ? '.js' : '.ts';
  const parts = ['.json', '.wxml', script].map((suffix) => unit + suffix);
  return parts.filter((part) => !isFile(part));
}

/** What the values of attributes may be: each text of `{{a ? 'x' : 'y'}}` in its place; none where data alone decides. */
export function possibleValues(value: string): string[] {
  const [, before, expression, after] = /^(.*?)\{\{(.*?)\}\}(.*)$/.exec(value) ?? [];
  if (expression === undefined) return [value];
  const chosen = expression.includes('?') ? expression.slice(expression.indexOf('?')) : '';
  const texts = [...chosen.matchAll(/'([^']*)'/g)].map(([, text]) => text);
  return texts.flatMap((text) => possibleValues(`${before}${text}${after}`));
}
