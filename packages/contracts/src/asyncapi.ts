/** Generates the AsyncAPI 3.0 document of the game from the same schemas its messages are checked with. */
import { z } from 'zod';
import { clientMessages, gameSocketPath, maxGameMessageBytes, serverMessages } from './game';

type Json = Record<string, unknown>;

interface Message {
  readonly summary: string;
  readonly schema: z.ZodType;
}

const channel = '#/channels/game';

/** The AsyncAPI 3.0 document of the game, as a plain object. */
export function asyncapi(version = '1.0.0'): Json {
  const messages = { ...named('client', clientMessages), ...named('server', serverMessages) };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Game',
      version,
      description:
        'Rock-paper-scissors over Socket.IO (protocol 4 and 3, websocket only). Each message is an event of the ' +
        `default namespace with one payload; a client's message has at most ${maxGameMessageBytes} bytes. ` +
        'A client may ask for an acknowledgement: it is null, or the fault.',
    },
    channels: {
      game: {
        address: gameSocketPath,
        messages: Object.fromEntries(
          Object.keys(messages).map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
        bindings: { ws: { method: 'GET', query: handshakeQuery } },
      },
    },
    operations: {
      receive: operation('receive', 'client', clientMessages),
      send: operation('send', 'server', serverMessages),
    },
    components: { messages },
  };
}

const handshakeQuery = {
  type: 'object',
  properties: { EIO: { enum: ['3', '4'] }, transport: { const: 'websocket' } },
  required: ['EIO', 'transport'],
};

function named(side: 'client' | 'server', messages: Readonly<Record<string, Message>>): Json {
  const io = side === 'client' ? 'input' : 'output';
  return Object.fromEntries(
    Object.entries(messages).map(([name, { summary, schema }]) => {
      const { $schema, ...payload } = z.toJSONSchema(schema, { io }) as Json;
      return [`${side}.${name}`, { name, summary, contentType: 'application/json', payload }];
    }),
  );
}

function operation(
  action: string,
  side: string,
  messages: Readonly<Record<string, Message>>,
): Json {
  return {
    action,
    channel: { $ref: channel },
    messages: Object.keys(messages).map((name) => ({
      $ref: `${channel}/messages/${side}.${name}`,
    })),
  };
}
