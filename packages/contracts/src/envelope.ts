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
