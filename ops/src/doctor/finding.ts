/** What the doctor finds: what was looked at, how it is, and how to mend it. */

export type State = 'good' | 'warning' | 'wrong' | 'skipped';

export interface Finding {
  /** What was looked at, in a word or two. */
  readonly what: string;
  readonly state: State;
  /** One sentence in plain words. */
  readonly said: string;
  /** What to do about it; with `warning` and `wrong`. */
  readonly mend?: string;
}

/** One look at something; it never throws. */
export type Check = () => Promise<readonly Finding[]>;

export const good = (what: string, said: string): Finding => ({ what, state: 'good', said });
export const skipped = (what: string, said: string): Finding => ({ what, state: 'skipped', said });

export function warning(what: string, said: string, mend: string): Finding {
  return { what, state: 'warning', said, mend };
}

export function wrong(what: string, said: string, mend: string): Finding {
  return { what, state: 'wrong', said, mend };
}

/** The code of a driver's or Node's error, or its message when it has none. */
export function codeOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return String(code ?? message ?? error);
}

/** Host and port of an address, without the password that may be in it. */
export function placeOf(url: string): string {
  return /^[a-z+]+:\/\/(?:[^@/]*@)?([^/?]*)/i.exec(url)?.[1] ?? 'the address';
}

/** Whether a version such as `10.11.6-MariaDB` is older than `least`, part by part. */
export function isOlder(version: string, least: readonly number[]): boolean {
  const parts = version.split(/[^\d]+/).map(Number);
  const different = least.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return different >= 0 && (parts[different] ?? 0) < (least[different] ?? 0);
}

/** Failures to reach a server at all, in words. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name cannot be resolved now',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ECONNRESET: 'it cuts the connection',
};

/** Why a server cannot be reached, or undefined when the error means something else. */
export function whyUnreachable(error: unknown): string | undefined {
  const seen: unknown[] = [error, (error as Error)?.cause];
  const inner = seen.flatMap((each) => (each as AggregateError)?.errors ?? []);
  const codes = [...seen, ...inner].filter(Boolean).map(codeOf);
  const known = codes.find((code) => code in unreachable);
  if (known) return unreachable[known];
  const text = codes.join(' ');
  return Object.entries(unreachable).find(([code]) => text.includes(code))?.[1];
}
