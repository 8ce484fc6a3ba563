import { z } from 'zod';
export const x = z.object({ a: z.string() });
export type X = z.infer<typeof x>;
