/** Values for fast-check out of the JSON schemas of the OpenAPI documents: mostly right, sometimes not at all. */
import fc from 'fast-check';

/** The part of JSON Schema that the documents use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const longestText = 2000;

/** Texts that have broken programs before. */
const nastyText = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '👩‍👩‍👧',
  '../../etc/passwd',
  "' or 1=1 --",
  '%00%2e%2e',
  '__proto__',
  '{"$gt":""}',
  '9'.repeat(400),
  'NaN',
  '1e309',
  '<script>',
  '\r\nX-Injected: 1',
);

/** Any JSON value. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nastyText,
  fc.constantFrom(null, true, [], {}, 0, -1, 1e21, 2 ** 53, -0.5),
);

/** A value for this schema; one in about ten does not fit it. */
export function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema) }, { weight: 1, arbitrary: anything });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices && choices.length > 0) return fc.oneof(...choices.map(valueFor));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type: string) => fitting({ ...schema, type })));
  }
  return ofType(schema);
}

function ofType(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return integer(schema);
    case 'number':
      return fc.oneof(integer(schema), fc.double());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(valueFor(schema.items ?? {}), { maxLength: 5 });
    case 'object':
      return object(schema);
    default:
      return anything;
  }
}

function text({ pattern, minLength = 0, maxLength = longestText }: Schema): fc.Arbitrary<string> {
  const most = Math.min(maxLength, longestText);
  const plain = fc.string({
    minLength: Math.min(minLength, most),
    maxLength: most,
    unit: 'binary',
  });
  const usual = fc.oneof(plain, fc.stringMatching(/^[\w-]{1,20}$/), nastyText);
  return pattern === undefined ? usual : fc.oneof(usual, matching(pattern));
}

/** Patterns that fast-check cannot turn round are left to the other texts. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return nastyText;
  }
}

function integer({ minimum = -10, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  const edges = [minimum, maximum, minimum - 1, maximum + 1];
  return fc.oneof(
    fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) }),
    fc.constantFrom(...edges),
  );
}

function object({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const value = valueFor(schema);
    // A field that is required is missing now and then too.
    const missing = required.includes(name) ? 1 : 5;
    const absent = { weight: missing, arbitrary: fc.constant(undefined) };
    return [name, fc.oneof({ weight: 12, arbitrary: value }, absent)] as const;
  });
  return fc.record(Object.fromEntries(fields));
}
