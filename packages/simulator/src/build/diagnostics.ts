/** Messages of the build: how they are made and printed. */
import type { Diagnostic } from '../types';

/** Thrown when a program cannot be built; carries everything that was found. */
export class BuildError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'));
    this.name = 'BuildError';
  }
}

/** `file:line:column: level: message`, as compilers print it. */
export function formatDiagnostic(d: Diagnostic): string {
  const place = d.line === undefined ? d.file : `${d.file}:${d.line}:${d.column ?? 1}`;
  return `${place}: ${d.level}: ${d.message}`;
}

/** Shorthand for one fatal message. */
export function failure(file: string, message: string, line?: number, column?: number): BuildError {
  return new BuildError([{ level: 'error', file, message, ...position(line, column) }]);
}

function position(line?: number, column?: number): { line?: number; column?: number } {
  return line === undefined ? {} : { line, column: column ?? 1 };
}
