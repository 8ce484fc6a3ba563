/** Reads what the project's Markdown documents say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources';

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

export interface Document {
  /** Relative to the project's folder. */
  readonly file: string;
  /** The level of every heading, in order. */
  readonly headings: readonly number[];
  readonly code: readonly CodeBlock[];
}

const fence = /^```(\w*)\n([\s\S]*?)^```$/gm;

export function readDocument(file: string): Document {
  const text = readFileSync(join(root, file), 'utf8');
  const code = [...text.matchAll(fence)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
  const prose = text.replace(fence, '');
  const headings = [...prose.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks.length);
  return { file, headings, code };
}

function markdownIn(dir: string): string[] {
  if (!existsSync(join(root, dir))) return [];
  const files = readdirSync(join(root, dir)).filter((name) => name.endsWith('.md'));
  return files.map((name) => join(dir, name));
}

/** The documents at the top and under docs/, and those of the workspaces and other folders. */
export function findDocuments(): string[] {
  const groups = ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name)),
  );
  return ['.', 'docs', 'bench', 'deploy', 'nginx', 'applet', ...groups].flatMap(markdownIn);
}

/** The commands of a shell block: lines without comments, prompts and continuation. */
export function commandsOf({ language, text }: CodeBlock): string[] {
  if (!['sh', 'bash', 'shell', 'console'].includes(language)) return [];
  const lines = text.replace(/\s*\\\n\s*/g, ' ').split('\n');
  return lines
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#\s.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
}
