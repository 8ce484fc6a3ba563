/** What failures look like on the wire. */
import assert from 'node:assert/strict';
import { sessionFailureSchema } from '@weapp-samples/contracts';
import type { SessionReason } from '@weapp-samples/weapp-session';
import type { Answer } from './service';

/** Asserts a failure of the drawings. */
export function assertFail({ status, body }: Answer, expected: number, field?: string): void {
  const { reason } = body.error;
  assert.deepEqual(
    { status, body },
    {
      status: expected,
      body: { code: -1, msg: 'fail', data: {}, error: { reason, ...(field && { field }) } },
    },
  );
  assert.equal(typeof reason, 'string');
}

/** Asserts a failure of the session, in the JSON of 2016. */
export function assertNoSession({ status, body }: Answer, expected: number, reason: SessionReason) {
  assert.equal(status, expected);
  sessionFailureSchema.parse(body);
  assert.equal(body.reason, reason);
}
