/** A word list as the check: for development, and for those without an AppSecret. */
import { readFile } from 'node:fs/promises';
import type { ContentCheck, Verdict } from './check';

interface Node {
  readonly next: Map<string, Node>;
  verdict?: Exclude<Verdict, 'pass'>;
}

/**
 * Refuses text that has one of `words` in it; a word written `?word` asks for a review instead.
 * Width, case, spaces and punctuation make no difference.
 *
 * @example createWordListCheck(['casino', '?lottery']).checkText({ content: 'C a s i n o!' }) // 'risky'
 */
export function createWordListCheck(words: Iterable<string>): ContentCheck {
  const root: Node = { next: new Map() };
  for (const word of words) addWord(root, word.trim());
  return { checkText: async ({ content }) => judge(root, normalise(content)) };
}

/**
 * The words of a UTF-8 file: one a line, empty lines and lines that begin with `#` left out.
 *
 * @throws Error when the file cannot be read
 */
export async function readWordList(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** What people put between letters to get past a list is left out. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

function addWord(root: Node, word: string): void {
  const verdict = word.startsWith('?') ? 'review' : 'risky';
  let node = root;
  for (const character of normalise(word)) {
    const found = node.next.get(character) ?? { next: new Map() };
    node.next.set(character, found);
    node = found;
  }
  if (node !== root && node.verdict !== 'risky') node.verdict = verdict;
}

function judge(root: Node, text: string): Verdict {
  const characters = [...text];
  let worst: Verdict = 'pass';
  for (let start = 0; start < characters.length; start++) {
    const found = longestFrom(root, characters, start);
    if (found === 'risky') return found;
    if (found === 'review') worst = found;
  }
  return worst;
}

function longestFrom(root: Node, characters: readonly string[], start: number): Verdict {
  let worst: Verdict = 'pass';
  let node: Node | undefined = root;
  for (let index = start; node && index < characters.length; index++) {
    node = node.next.get(characters[index] as string);
    if (node?.verdict === 'risky') return 'risky';
    if (node?.verdict) worst = node.verdict;
  }
  return worst;
}
