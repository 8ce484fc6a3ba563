/** Reads the JSON files of a program; a mistake is reported with its line and column. */
import { readFileSync } from 'node:fs';
import { failure } from './diagnostics';

/**
 * Reads one JSON file.
 * @param file path on disk
 * @param name path inside the program, for the message
 * @returns the value, or undefined when there is no such file
 * @throws BuildError when it is not JSON
 */
export function readJson<T>(file: string, name: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
  if (text.trim() === '') return {} as T;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw jsonFailure(name, text, error as Error);
  }
}

function jsonFailure(name: string, text: string, error: Error) {
  const at = /position (\d+)/.exec(error.message)?.[1];
  if (at === undefined) return failure(name, error.message);
  const before = text.slice(0, Number(at)).split('\n');
  return failure(name, error.message, before.length, (before.at(-1)?.length ?? 0) + 1);
}
