/** How an HTTP endpoint is declared: once, as data, for the server, the clients and the OpenAPI document. */
import type { z } from 'zod';

/** Any zod object: what a query or a JSON body may be. */
export type ObjectSchema = z.ZodObject;

/** A file field of a multipart form. `maxBytes` is the largest accepted file. */
export interface FileField {
  readonly name: string;
  readonly types: readonly string[];
  readonly maxBytes: number;
}

/**
 * One HTTP endpoint.
 *
 * - `query`, `body`: what comes in; unknown fields are dropped, wrong ones answered by 400.
 * - `form`: a multipart form with one file, instead of `body`.
 * - `data`: what `data` of the answer's envelope holds.
 * - `extra`: fields that stand beside `data` in the envelope.
 * - `failures`: the statuses other than 200 that a client has to expect, each with its meaning.
 */
export interface Endpoint {
  readonly method: 'get' | 'post';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly query?: ObjectSchema;
  readonly body?: ObjectSchema;
  readonly form?: FileField;
  readonly data: z.ZodType;
  readonly extra?: ObjectSchema;
  readonly session?: 'optional' | 'required';
  readonly failures?: Readonly<Record<number, string>>;
}

/** The endpoints of one service under its public prefix. */
export interface Api {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly prefix: `/${string}`;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
}

/** Declares an API; keeps the literal types so that handlers get typed input. */
export function defineApi<const A extends Api>(api: A): A {
  return api;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler of `E` receives: query and body after validation. */
export interface Input<E extends Endpoint> {
  readonly query: Parsed<E['query']>;
  readonly body: Parsed<E['body']>;
}

/** What a handler of `E` gives back as `data`. */
export type Data<E extends Endpoint> = z.input<E['data']>;

/** What a handler of `E` gives back beside `data`. */
export type Extra<E extends Endpoint> = E['extra'] extends z.ZodType
  ? z.input<E['extra']>
  : undefined;
