/** The keys a signature may be made with, and the times it is good for. */
import { timingSafeEqual } from 'node:crypto';
import { CosError } from './errors';
import type { Principal } from './temporary-keys';

/** A key pair of the account. */
export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
}

/**
 * Finds whose key id it is; `token` is the security token that came along, if any.
 * Throws CosError InvalidAccessKeyId.
 */
export type PrincipalLookup = (secretId: string, token: string | undefined) => Principal;

/** How far ahead of the server's clock a signature may begin. */
const ALLOWED_SKEW_SECONDS = 15 * 60;

const TIME_RANGE = /^(\d{1,12});(\d{1,12})$/;

/**
 * Checks that now lies inside `start;end`, both in Unix seconds.
 *
 * @throws CosError InvalidArgument, RequestTimeTooSkewed when it begins more than 15 minutes ahead,
 * AccessDenied "Request has expired" when it is over
 */
export function assertWithin(range: string, name: string, nowMs: number): void {
  const [, start, end] = TIME_RANGE.exec(range) ?? [];
  if (start === undefined || end === undefined || Number(end) < Number(start))
    throw new CosError('InvalidArgument', `${name} is not a valid time range`);
  const now = Math.floor(nowMs / 1000);
  if (Number(start) > now + ALLOWED_SKEW_SECONDS) throw new CosError('RequestTimeTooSkewed');
  if (Number(end) <= now) throw new CosError('AccessDenied', 'Request has expired');
}

/** @throws CosError SignatureDoesNotMatch unless both hex digests are equal */
export function assertSignature(given: string, expected: string): void {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new CosError('SignatureDoesNotMatch');
}
