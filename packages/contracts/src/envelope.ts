/** The envelope of 2016 around every answer of album, video and session. */
import { z } from 'zod';

/** `code` 0 is success, negative is failure; 2016 clients look at nothing else. */
export const codes = { ok: 0, failed: -1 } as const;

/** A failed answer. `error.reason` says why in words, `error.field` names the field that was wrong. */
export const failureSchema = z.object({
  code: z.literal(codes.failed),
  msg: z.string(),
  data: z.object({}).optional(),
  error: z.object({ reason: z.string(), field: z.string().optional() }),
});

/** A failed answer, typed. */
export type Failure = z.infer<typeof failureSchema>;

/** A request that failed for its session (2016); `reason` begins with `ERR_`. Beside it may stand `code` and `msg`. */
export const sessionFailureSchema = z.object({
  'F2C224D4-2BCE-4C64-AF9F-A6D872000D1A': z.literal(1),
  reason: z.enum([
    'ERR_SESSION_EXPIRED',
    'ERR_SESSION_KEY_EXCHANGE_FAILED',
    'ERR_UNTRUSTED_RAW_DATA',
    'ERR_SESSION_UNAVAILABLE',
  ]),
  error: z.object({
    name: z.string(),
    message: z.string(),
    detail: z
      .object({ errcode: z.number().optional(), errmsg: z.string().optional() })
      .optional()
      .describe('What WeChat said.'),
  }),
});
