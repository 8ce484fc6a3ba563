/** As much of PromQL as it takes to know which metrics a query names. */

/** The queries in a Markdown document: every line, or indented run of lines, of its `promql` blocks. */
export function promqlOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^```promql\n([\s\S]*?)^```$/gm)].map(
    ([, text = '']) => text,
  );
  const lines = blocks.flatMap((text) => text.replace(/\n\s+/g, ' ').split('\n'));
  return lines.map((line) => line.replace(/#.*$/, '').trim()).filter((line) => line !== '');
}

const words = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);
const grouping = /\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g;

/** The names of the metrics in a query, in their order. */
export function metricNames(query: string): string[] {
  const bare = query
    .replace(/"(?:\\.|[^"\\])*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replace(grouping, ' ');
  const names = [...bare.matchAll(/(?<![\w.$])([a-z_:][\w:]*)(?!\w*\s*\()/gi)];
  return names.map(([, name = '']) => name).filter((name) => !words.has(name.toLowerCase()));
}
