/** Random requests out of the OpenAPI documents: no 500, no crash, every answer fits its schema. */
import {
  type Api,
  apis,
  failureSchema,
  openapi,
  sessionFailureSchema,
} from '@weapp-samples/contracts';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { type Schema, valueFor } from '../support/arbitrary';
import { form, jpeg } from '../support/client';

/** One request to be sent. */
export interface RandomRequest {
  readonly api: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

interface Operation {
  readonly parameters?: readonly { in: string; name: string; schema: Schema }[];
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { content?: Readonly<Record<string, { schema: object }>> }>
  >;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

export interface Target {
  readonly api: Api;
  readonly requests: fc.Arbitrary<RandomRequest>;
  /** What is wrong with an answer, or undefined. */
  judge(request: RandomRequest, status: number, text: string): string | undefined;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** One target an API. @param session headers of a user, who is not logged out meanwhile */
export function fuzzTargets(session: Readonly<Record<string, string>>): Target[] {
  return apis.map((api) => {
    const document = openapi(api) as unknown as Document;
    const { paths, components } = document;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    const judges = new Map(
      operations.map(({ path, method, operation }) => [
        `${method} ${path}`,
        judgeOf(operation, components),
      ]),
    );
    return {
      api,
      requests: fc.oneof(
        ...operations.map(({ path, method, operation }) =>
          requestFor(api.name, path, method, operation, path.endsWith('/logout') ? {} : session),
        ),
      ),
      judge: ({ method, path }, status, text) =>
        judges.get(`${method} ${path}`)?.(status, text) ?? undefined,
    };
  });
}

function judgeOf({ responses }: Operation, components: object) {
  const checks = new Map(
    Object.entries(responses).flatMap(([status, { content }]) => {
      const schema = content?.['application/json']?.schema;
      return schema
        ? [[Number(status), ajv.compile(growing({ ...schema, components }))] as const]
        : [];
    }),
  );
  return (status: number, text: string): string | undefined => {
    if (status >= 500 && status !== 503) return `answered ${status}: ${text.slice(0, 200)}`;
    const check = checks.get(status);
    const body = parsed(text);
    if (body === undefined) return `answered ${status} without JSON: ${text.slice(0, 200)}`;
    // What every service refuses alike is not repeated at each operation.
    if (!check) return isFailure(body) ? undefined : `${status} is not documented: ${text}`;
    if (check(body) || (status === 503 && isFailure(body))) return undefined;
    return `${status} does not fit: ${ajv.errorsText(check.errors)}`;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Answers may have more fields than a document knows: it may grow, never shrink. */
function growing(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'additionalProperties' && value === false ? undefined : value,
    ),
  );
}

/** The envelope of a failure, or that of a session, which may stand on any service. */
function isFailure(body: unknown): boolean {
  return failureSchema.safeParse(body).success || sessionFailureSchema.safeParse(body).success;
}

function requestFor(
  api: string,
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
  session: Readonly<Record<string, string>>,
): fc.Arbitrary<RandomRequest> {
  const queries = parameters.filter((each) => each.in === 'query');
  const query = fc.record(
    Object.fromEntries(queries.map(({ name, schema }) => [name, valueFor(schema)])),
    { requiredKeys: [] },
  );
  return fc
    .record({ query, headers: headersFor(session), body: bodyFor(requestBody) })
    .map(({ query: fields, headers, body }) => ({
      api,
      method,
      path,
      query: queryText(fields),
      headers: { ...headers, ...body.headers },
      body: body.body,
    }));
}

function queryText(fields: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const pairs = given.map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${name}=${encodeURIComponent(Buffer.from(text).toString())}`;
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

const headerText = fc.stringMatching(/^[\x21-\x7e]{0,60}$/);

function headersFor(session: Readonly<Record<string, string>>) {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(session) },
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ 'X-WX-Session': headerText }) },
    {
      weight: 1,
      arbitrary: fc.record(
        {
          'X-WX-Code': headerText,
          'X-WX-RawData': headerText,
          'X-WX-Signature': headerText,
          'X-WX-Encrypted-Data': headerText,
        },
        { requiredKeys: ['X-WX-Code'] },
      ),
    },
  );
}

interface Body {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

function bodyFor(requestBody: Operation['requestBody']): fc.Arbitrary<Body> {
  const json = requestBody?.content['application/json']?.schema;
  if (json) return jsonBody(json);
  if (requestBody) return uploadBody();
  return fc.constant({ headers: {}, body: undefined });
}

function jsonBody(schema: Schema): fc.Arbitrary<Body> {
  const type = { 'Content-Type': 'application/json' };
  const right = valueFor(schema).map((value) => ({ headers: type, body: JSON.stringify(value) }));
  const broken = fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => ({ headers: type, body: Buffer.from(bytes) }));
  const other = fc.record({
    headers: headerText.map((value) => ({ 'Content-Type': value || 'text/plain' })),
    body: fc.string(),
  });
  return fc.oneof(
    { weight: 9, arbitrary: right as fc.Arbitrary<Body> },
    { weight: 1, arbitrary: broken as fc.Arbitrary<Body> },
    { weight: 1, arbitrary: other as fc.Arbitrary<Body> },
  );
}

/** Multipart forms: whole ones, of any field and content, and ones that are cut or mended at random. */
function uploadBody(): fc.Arbitrary<Body> {
  const field = fc.oneof(fc.constant('image'), fc.stringMatching(/^[\w]{1,10}$/));
  const file = fc.oneof(
    fc.integer({ min: 20, max: 3000 }).map(jpeg),
    fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
  );
  const whole = fc.tuple(field, file).map(([name, bytes]) => form(name, bytes));
  const damaged = fc.tuple(whole, fc.nat(), fc.nat(255)).map(([sent, at, byte]) => {
    const body = Buffer.from(sent.body as Buffer);
    body[at % body.length] = byte;
    return { ...sent, body: byte % 2 ? body : body.subarray(0, at % body.length) };
  });
  return fc.oneof(whole, damaged) as unknown as fc.Arbitrary<Body>;
}

export interface FuzzResult {
  readonly sent: number;
  /** How many answers had each status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Sends `count` requests to one service.
 *
 * @param url of the service itself
 * @throws Error with the smallest request that is answered wrongly, and the seed
 */
export async function fuzz(target: Target, url: string, count: number): Promise<FuzzResult> {
  const statuses: Record<string, number> = {};
  let sent = 0;
  const property = fc.asyncProperty(target.requests, async (request) => {
    const { method, path, query, headers, body } = request;
    const answer = await fetch(url + path + query, {
      method: method.toUpperCase(),
      headers,
      ...(body !== undefined && { body: body as string }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    sent += 1;
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    const wrong = target.judge(request, answer.status, text);
    if (wrong) throw new Error(wrong);
  });
  await fc.assert(property, { numRuns: count });
  return { sent, statuses };
}
