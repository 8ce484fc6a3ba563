/**
 * Settings from the environment, declared once: name, meaning, unit, default, schema.
 * An app's `config.ts` is the only reader of `process.env`; `.env.example` is checked against the same objects.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Environment variables, as in `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One setting. `required` lists where it has no usable default; `secret` values never reach a message or a log. */
export interface Setting<T> {
  readonly env: string;
  readonly doc: string;
  readonly schema: z.ZodType<T, string>;
  readonly fallback?: T;
  /** How the default is written in the environment, where the value is of another unit. */
  readonly fallbackText?: string;
  readonly required?: 'always' | 'production';
  readonly secret?: boolean;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** The values of a group of settings; one without a fallback that is not always required may be undefined. */
export type SettingValues<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T>
    ? S[K] extends { readonly fallback: unknown } | { readonly required: 'always' }
      ? T
      : T | undefined
    : never;
};

/** A missing or malformed setting. The message is one line that names the variable and never shows a secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Declares a setting; exists for its types. */
export function setting<const S extends Setting<unknown>>(declared: S): S {
  return declared;
}

/** Schemas for the strings that environment variables are. */
export const from = {
  text: z.string().trim().min(1),
  url: z.url().trim(),
  integer: (min: number, max: number) =>
    z
      .string()
      .trim()
      .regex(/^-?\d+$/, 'must be a whole number')
      .transform(Number)
      .pipe(z.number().min(min).max(max)),
  port: z
    .string()
    .trim()
    .regex(/^\d+$/, 'must be a port number')
    .transform(Number)
    .pipe(z.number().max(65_535)),
  flag: z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1'),
  list: z.string().transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
  choice: <const C extends readonly [string, ...string[]]>(choices: C) => z.enum(choices),
} as const;

/**
 * Reads `settings` from `env`. An empty variable counts as not set. `NAME_FILE` names a file that holds the value.
 *
 * @throws SettingsError for the first setting that is missing where it is required, or malformed.
 */
export function readSettings<const S extends Settings>(env: Env, settings: S): SettingValues<S> {
  const production = env.NODE_ENV === 'production';
  const values = Object.entries(settings).map(([key, declared]) => [
    key,
    readOne(env, declared, production),
  ]);
  return Object.fromEntries(values) as SettingValues<S>;
}

function readOne(env: Env, declared: Setting<unknown>, production: boolean): unknown {
  const raw = rawValue(env, declared.env);
  if (raw === undefined) {
    const required = declared.required === 'always' || (production && declared.required);
    if (required) throw new SettingsError(`${declared.env} is not set: ${declared.doc}`);
    return declared.fallback;
  }
  const parsed = declared.schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const shown = declared.secret ? 'its value' : JSON.stringify(raw);
  const why = parsed.error.issues[0]?.message ?? 'malformed';
  throw new SettingsError(`${declared.env} cannot be ${shown}: ${why} (${declared.doc})`);
}

function rawValue(env: Env, name: string): string | undefined {
  const direct = env[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = env[`${name}_FILE`];
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new SettingsError(`${name}_FILE names a file that cannot be read: ${file}`, { cause });
  }
}
