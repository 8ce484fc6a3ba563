/** Joins a message's schema and its handler: what reaches a handler is checked, types follow. */
import {
  type CheckedPayload,
  type ClientEvent,
  clientMessages,
  faultCodes,
} from '@weapp-samples/contracts';
import type { z } from 'zod';
import { GameFault } from '../faults';
import type { GameSocket } from './types';

/** Takes a message; rejects with a GameFault when it cannot. */
export type MessageHandler = (socket: GameSocket, payload: unknown) => Promise<void>;

/** @example validate('choice', (socket, { choice }) => game.choose(…)) */
export function validate<E extends ClientEvent>(
  event: E,
  handler: (socket: GameSocket, payload: CheckedPayload<E>) => Promise<unknown>,
): MessageHandler {
  const schema: z.ZodType = clientMessages[event].schema;
  return async (socket, payload) => {
    const parsed = schema.safeParse(payload);
    if (!parsed.success) throw malformed(parsed.error);
    await handler(socket, parsed.data as CheckedPayload<E>);
  };
}

function malformed({ issues: [issue] }: z.ZodError): GameFault {
  const field = issue?.path.join('.') || undefined;
  const why = issue?.message ?? 'not as documented';
  return new GameFault(faultCodes.badMessage, `${field ?? 'payload'}: ${why}`, field);
}
