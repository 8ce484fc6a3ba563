/** Conditional requests (RFC 9110, section 13) against the description of an object. */
import { CosError } from './errors';
import type { ObjectDescription } from './storage/object-store';

/** The four conditions; undefined ones are not asked for. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
  readonly ifUnmodifiedSince: string | undefined;
}

/** What follows: go on, answer 304, or answer 412. */
export type Verdict = 'proceed' | 'not-modified' | 'failed';

/** Reads the conditions from header fields, whose names may have a prefix. */
export function conditionsOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  prefix = '',
): Conditions {
  const field = (name: string) => headers[prefix + name] as string | undefined;
  return {
    ifMatch: field('if-match'),
    ifNoneMatch: field('if-none-match'),
    ifModifiedSince: field('if-modified-since'),
    ifUnmodifiedSince: field('if-unmodified-since'),
  };
}

/** Weighs the conditions in the order of RFC 9110, section 13.2.2. */
export function weigh(conditions: Conditions, object: ObjectDescription): Verdict {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!lists(ifMatch, object)) return 'failed';
  } else if (modifiedSince(object, ifUnmodifiedSince) === true) return 'failed';
  if (ifNoneMatch !== undefined) return lists(ifNoneMatch, object) ? 'not-modified' : 'proceed';
  return modifiedSince(object, ifModifiedSince) === false ? 'not-modified' : 'proceed';
}

/** @throws CosError PreconditionFailed unless every condition holds; copies know no 304 */
export function assertProceed(conditions: Conditions, object: ObjectDescription): void {
  if (weigh(conditions, object) !== 'proceed') throw new CosError('PreconditionFailed');
}

function lists(etags: string, { etag }: ObjectDescription): boolean {
  return etags.split(',').some((item) => {
    const listed = item.trim().replace(/^W\//, '');
    return listed === '*' || listed === etag || listed === `"${etag}"`;
  });
}

/** Undefined when there is no such date to compare with. */
function modifiedSince(object: ObjectDescription, date: string | undefined): boolean | undefined {
  const since = Date.parse(date ?? '');
  // HTTP dates have whole seconds.
  return Number.isNaN(since) ? undefined : Math.floor(object.lastModified / 1000) * 1000 > since;
}
