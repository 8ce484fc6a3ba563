/** Takes the messages of one connection in order, and answers each that is wrong by `fault`. */
import { type ClientEvent, type Fault, faultCodes, type Taken } from '@weapp-samples/contracts';
import type { Logger } from '@weapp-samples/service';
import { GameFault } from '../faults';
import type { GameMetrics } from '../metrics';
import { tokenBucket } from './flood';
import type { GameSocket } from './types';
import type { MessageHandler } from './validate';

export interface DispatchOptions {
  readonly handlers: Readonly<Record<ClientEvent, MessageHandler>>;
  readonly metrics: GameMetrics;
  readonly logger: Pick<Logger, 'warn'>;
  /** Messages a second that are taken; whoever goes on beyond `cutAfter` times that is cut. */
  readonly messagesPerSecond: number;
  readonly now: () => number;
}

const cutAfter = 4;
const tooMany = { code: faultCodes.tooMany, message: 'too many messages, slow down' };
const flood = { code: faultCodes.flood, message: 'flood of messages, the connection ends' };

export function createDispatch(options: DispatchOptions) {
  const { handlers, metrics, logger, messagesPerSecond, now } = options;

  const explain = (event: string, error: unknown): Fault => {
    if (error instanceof GameFault) {
      const { code, message, field } = error;
      return { event, code, message, ...(field !== undefined && { field }) };
    }
    logger.warn({ err: error, event }, 'a message could not be taken');
    return { event, code: faultCodes.unavailable, message: 'the game is unavailable, try again' };
  };
  const refuse = (socket: GameSocket, fault: Fault, taken?: Taken) => {
    metrics.faults.inc({ code: fault.code });
    socket.emit('fault', fault);
    taken?.(fault);
  };
  const take = async (socket: GameSocket, event: string, args: readonly unknown[]) => {
    const last = args.at(-1);
    const taken = typeof last === 'function' ? (last as Taken) : undefined;
    try {
      await handlerOf(handlers, event)(socket, taken && args.length === 1 ? undefined : args[0]);
      taken?.(null);
    } catch (error) {
      refuse(socket, explain(shown(event), error), taken);
    }
  };

  /** Listens to a connection. */
  return (socket: GameSocket): void => {
    const allow = tokenBucket(messagesPerSecond, now);
    const bear = tokenBucket(messagesPerSecond * cutAfter, now);
    let last: Promise<void> = Promise.resolve();
    let warned = false;
    // Counted before Socket.IO looks into it: what is no message of the game is a message too.
    socket.conn.on('packet', () => {
      if (bear() || !socket.connected) return;
      refuse(socket, { event: '', ...flood });
      socket.disconnect(true);
    });
    socket.onAny((name: unknown, ...args: unknown[]) => {
      // Socket.IO lets numbers through, and messages without any name.
      const event = String(name ?? '');
      metrics.received(Object.hasOwn(handlers, event) ? event : 'other');
      if (allow()) {
        warned = false;
        last = last.then(() => take(socket, event, args));
      } else if (!warned) {
        warned = true;
        refuse(socket, { event: shown(event), ...tooMany });
      }
    });
  };
}

const shown = (event: string) => event.slice(0, 32);

function handlerOf(
  handlers: Readonly<Record<string, MessageHandler>>,
  event: string,
): MessageHandler {
  const handler = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
  if (!handler) throw new GameFault(faultCodes.unknownEvent, 'there is no such message');
  return handler;
}
