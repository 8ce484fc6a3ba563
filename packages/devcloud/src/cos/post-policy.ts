/** The policy of a POST form: what the signer allows to be uploaded (COS: POST Object, 签名保护). */
import { CosError } from './errors';

/** The fields of a form, names in lower case. */
export type FormFields = ReadonlyMap<string, string>;

/** How many bytes the file may have. */
export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

/** What a policy's conditions are compared with. */
export interface Form {
  readonly fields: FormFields;
  /** The key the object will get. */
  readonly key: string;
  readonly bucket: string;
}

type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'content-length-range'; readonly range: SizeRange };

interface Policy {
  /** Milliseconds since 1970. */
  readonly expiration: number;
  readonly conditions: readonly Condition[];
}

/** Conditions that tie a policy to its signature; COS wants them in every policy. */
const REQUIRED = ['q-sign-algorithm', 'q-ak', 'q-sign-time'];

/**
 * Checks everything but the file itself, which is not there yet.
 *
 * @param text the policy, JSON
 * @param now milliseconds since 1970
 * @returns the sizes the file may have
 * @throws CosError InvalidPolicyDocument; AccessDenied when it is over or a condition is not met
 */
export function checkPolicy(text: string, form: Form, now: number): SizeRange {
  const { expiration, conditions } = parsePolicy(text);
  if (expiration <= now)
    throw new CosError(
      'AccessDenied',
      'You post object request has been expired, ' +
        `expiration time: ${Math.floor(expiration / 1000)} but the time now : ${Math.floor(now / 1000)}`,
    );
  assertRequired(conditions);
  let range: SizeRange = { min: 0, max: Number.POSITIVE_INFINITY };
  for (const condition of conditions) {
    if (condition.kind === 'content-length-range') range = narrow(range, condition.range);
    else assertHolds(condition, fieldValue(condition.field, form));
  }
  return range;
}

/** @throws CosError EntityTooSmall, EntityTooLarge */
export function assertSize(size: number, { min, max }: SizeRange): void {
  const message = "Condition key content-length-range doesn't match the value";
  if (size < min) throw new CosError('EntityTooSmall', message);
  if (size > max) throw new CosError('EntityTooLarge', message);
}

function parsePolicy(text: string): Policy {
  const { expiration, conditions } = parseObject(text);
  const end = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(end)) throw invalid('The expiration of the policy is not valid.');
  if (!Array.isArray(conditions) || conditions.length === 0)
    throw invalid('You must provide condition if you specify a policy in post object request.');
  return { expiration: end, conditions: conditions.flatMap(parseCondition) };
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Answered below, like any other text that is no policy.
  }
  throw invalid('The policy is not a JSON object.');
}

function parseCondition(value: unknown): Condition[] {
  if (Array.isArray(value)) return [parseTriple(value)];
  if (typeof value !== 'object' || value === null) throw invalid('A condition is not valid.');
  return Object.entries(value).map(([field, wanted]) => ({
    kind: 'eq',
    field: field.toLowerCase(),
    value: String(wanted),
  }));
}

function parseTriple([operator, first, second, ...rest]: unknown[]): Condition {
  const kind = String(operator).toLowerCase();
  if (rest.length > 0) throw invalid('A condition is not valid.');
  if (kind === 'content-length-range') return { kind, range: parseRange(first, second) };
  if (
    (kind !== 'eq' && kind !== 'starts-with') ||
    typeof first !== 'string' ||
    !first.startsWith('$')
  )
    throw invalid('A condition is not valid.');
  return { kind, field: first.slice(1).toLowerCase(), value: String(second ?? '') };
}

function parseRange(first: unknown, second: unknown): SizeRange {
  const [min, max] = [Number(first), Number(second)];
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min < 0 || max < min)
    throw invalid('The content-length-range is not valid.');
  return { min, max };
}

function assertRequired(conditions: readonly Condition[]): void {
  const named = new Set(conditions.map((one) => (one.kind === 'eq' ? one.field : '')));
  const missing = REQUIRED.find((name) => !named.has(name));
  if (missing !== undefined)
    throw new CosError('AccessDenied', `The policy has no condition for ${missing}`);
}

function fieldValue(field: string, { fields, key, bucket }: Form): string {
  if (field === 'key') return key;
  if (field === 'bucket') return bucket;
  // The form names the time the key is good for, the policy calls the same time q-sign-time.
  if (field === 'q-sign-time') return fields.get(field) ?? fields.get('q-key-time') ?? '';
  return fields.get(field) ?? '';
}

function assertHolds(condition: Condition & { field: string; value: string }, value: string) {
  const holds =
    condition.kind === 'eq' ? value === condition.value : value.startsWith(condition.value);
  if (!holds)
    throw new CosError(
      'AccessDenied',
      `Condition key ${condition.field} doesn't match the value ${condition.value}`,
    );
}

function narrow(a: SizeRange, b: SizeRange): SizeRange {
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}

function invalid(message: string): CosError {
  return new CosError('InvalidPolicyDocument', message);
}
