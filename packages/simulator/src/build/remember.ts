/** Remembers what was made of files: while they read the same, nothing is made anew. */
import type { Sources } from './sources';

/** What was asked of the sources, and the answer. */
type Question = (sources: Sources) => unknown;

interface Made<T> {
  readonly asked: readonly (readonly [question: Question, answer: unknown])[];
  readonly result: T;
}

/** A memory of results by name. */
export interface Memory<T> {
  /**
   * The result of last time when every file it was made of is as it was, else a new one.
   * @param make asks for files only through the sources it is given
   */
  recall(name: string, sources: Sources, make: (sources: Sources) => T): T;
}

/** Sources that note every question and its answer. */
function listening(sources: Sources, asked: [Question, unknown][]): Sources {
  function ask<R>(question: (from: Sources) => R): R {
    const answer = question(sources);
    asked.push([question, answer]);
    return answer;
  }
  return {
    root: sources.root,
    file: (name) => ask((from) => from.file(name)),
    read: (name) => ask((from) => from.read(name)),
    find: (name, extensions) => ask((from) => from.find(name, extensions)),
    resolve: (reference, file, extensions) =>
      ask((from) => from.resolve(reference, file, extensions)),
  };
}

/**
 * An empty memory; it keeps the last result of each name.
 * @param most names it holds before it forgets them all
 */
export function createMemory<T>(most = Number.POSITIVE_INFINITY): Memory<T> {
  const known = new Map<string, Made<T>>();
  return {
    recall(name, sources, make) {
      const before = known.get(name);
      if (before?.asked.every(([question, answer]) => question(sources) === answer))
        return before.result;
      const asked: [Question, unknown][] = [];
      const result = make(listening(sources, asked));
      if (known.size >= most) known.clear();
      known.set(name, { asked, result });
      return result;
    },
  };
}
