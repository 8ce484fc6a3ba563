/** What a session failure must look like on the wire. */
import assert from 'node:assert/strict';
import { SESSION_MAGIC_ID, type SessionReason } from '../../src';
import type { Answer } from './service';

/** Asserts the failure JSON of the contract, whole. */
export function assertFailure(answer: Answer, status: number, reason: SessionReason): void {
  const { error } = answer.body;
  assert.deepEqual(
    { status: answer.status, body: answer.body },
    {
      status,
      body: {
        [SESSION_MAGIC_ID]: 1,
        reason,
        error: {
          name: 'SessionError',
          message: error?.message,
          ...(error?.detail && { detail: error.detail }),
        },
      },
    },
  );
  assert.equal(typeof error.message, 'string');
}
