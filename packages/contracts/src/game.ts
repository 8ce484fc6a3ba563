/**
 * Wire contract of the game (seed 001, WebSocket长连接应用场景, 通信协议设计). What is marked 2016 is frozen:
 * its clients send `42["event",{…}]` without acknowledgements and know no other events.
 */
import { z } from 'zod';
import { defineApi } from './endpoint';

/** Where Socket.IO answers (2016). Websocket only, protocols 4 and 3. */
export const gameSocketPath = '/applet/websocket/socket.io';

/** Largest message a client may send, in bytes. */
export const maxGameMessageBytes = 16 * 1024;

/** What a hand can be (2016). */
export const choices = { scissors: 1, rock: 2, paper: 3 } as const;

/** Scissors, rock or paper as a number. */
export type Choice = (typeof choices)[keyof typeof choices];

/** What a face can be (2016): 大笑, 大哭, 生气, 坏笑. */
export const faces = { laugh: 1, cry: 2, angry: 3, smirk: 4 } as const;

/** Laughing, crying, angry or smirking as a number. */
export type Face = (typeof faces)[keyof typeof faces];

/** Why a message was refused; `fault.code`. */
export const faultCodes = {
  badMessage: 'bad_message',
  unknownEvent: 'unknown_event',
  helloFirst: 'hello_first',
  uidTaken: 'uid_taken',
  otherUid: 'other_uid',
  notInRoom: 'not_in_room',
  noRound: 'no_round',
  noSuchRoom: 'no_such_room',
  roomFull: 'room_full',
  replaced: 'replaced',
  tooMany: 'too_many',
  flood: 'flood',
  unavailable: 'unavailable',
} as const;

/** One of {@link faultCodes}. */
export type FaultCode = (typeof faultCodes)[keyof typeof faultCodes];

const shortText = (max: number) =>
  z.string().refine((text) => [...text].length <= max, `must have at most ${max} characters`);

const uid = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, 'must be 1 to 64 printable ASCII characters')
  .refine((value) => !value.startsWith('robot-'), 'belongs to a robot')
  .describe('Chosen by the client; `robot-…` is reserved.');

const avatarAddress = z
  .string()
  .max(1024)
  .refine(
    (value) => value === '' || (/^https?:\/\/[^\s/?#]/i.test(value) && URL.canParse(value)),
    'must be an http(s) address or empty',
  );

/** Absent or null where a 2016 client had no name or picture yet. */
const orEmpty = <T extends z.ZodType<string, string>>(type: T) =>
  type.nullish().transform((value) => value ?? '');

const guest = z.object({
  uid,
  uname: orEmpty(shortText(64)),
  uavatar: orEmpty(avatarAddress),
});

const position = z.object({
  lat: z.number().min(-90).max(90).describe('Degrees.'),
  lng: z.number().min(-180).max(180).describe('Degrees.'),
});

/** A place on the earth. */
export type Position = z.infer<typeof position>;

const roomId = z.string().regex(/^[\w-]{1,32}$/, 'must be 1 to 32 letters, digits, - or _');
const roundName = z.string().max(32);
const nothing = z.object({}).nullish();
const choice = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .describe('1 剪刀, 2 石头, 3 布.');
const face = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/** What a client sends, by event: its schema, and what it is for. */
export const clientMessages = {
  hello: {
    summary:
      'Who I am, and where (2016). With a session the user is known already and `user` is not looked at. ' +
      'On return within the time the seat is held, `room`, `start` and a missed `result` follow `hi`.',
    schema: z.object({
      user: guest.optional(),
      lastRound: roundName
        .optional()
        .describe('The last `roundId` whose result I have: on return it is not sent again.'),
      cordinate: position.nullish().describe('The spelling of 2016.'),
      coordinate: position.nullish(),
    }),
  },
  join: {
    summary:
      'Seat me (2016, without a payload): the oldest room with a seat, else a new one; leaves a room I am in. ' +
      'With `roomId`: that room, to play with a friend or to play again with the same people. ' +
      'With `private`: a new room that only those enter who know its `roomId`, and no robot.',
    schema: z
      .object({ roomId: roomId.optional(), private: z.boolean().optional() })
      .nullish()
      .transform((payload) => payload ?? {}),
  },
  leave: { summary: 'Leave the room (2016). In a round this loses to everyone.', schema: nothing },
  choice: {
    summary: 'My hand; may change until the time is up (2016).',
    schema: z.object({ choice }),
  },
  face: { summary: 'My face, shown to the others (2016).', schema: z.object({ face }) },
} as const;

/** The event names a client may send. */
export type ClientEvent = keyof typeof clientMessages;

/** The payload of a client's message as it is sent. */
export type ClientPayload<E extends ClientEvent> = z.input<(typeof clientMessages)[E]['schema']>;

/** The payload of a client's message after its check. */
export type CheckedPayload<E extends ClientEvent> = z.output<(typeof clientMessages)[E]['schema']>;

const shownUser = z.object({ uid: z.string(), uname: z.string(), uavatar: z.string() });

/** A player as others see them. */
export type ShownUser = z.infer<typeof shownUser>;

const score = {
  totalScore: z.number().int(),
  winStreak: z.number().int().min(0).describe('Rounds won in a row.'),
};

const hi = z.object({
  message: z.string(),
  nearby: z
    .number()
    .int()
    .min(0)
    .describe('How many others are near; without a position, how many others are online.'),
  user: shownUser.describe('Me, as the others see me.'),
  signedIn: z.boolean().describe('Whether the session says who I am; false for a guest.'),
  ...score,
});

const room = z.object({
  roomId: z.string(),
  users: z.array(
    shownUser.extend({ ready: z.boolean().describe('Here and waiting for the next round.') }),
  ),
  full: z.boolean(),
  size: z.number().int().min(2).max(8).describe('How many play in a round.'),
  private: z.boolean(),
  seq: z
    .number()
    .int()
    .describe('Grows with every change of the room; of two messages the higher one is true.'),
});

const start = z.object({
  gameTime: z.number().describe('Seconds until the result.'),
  roomUsers: z.array(shownUser.extend({ choice: z.null(), roundScore: z.literal(0), ...score })),
  roomId: z.string(),
  roundId: z.string(),
  resumed: z
    .object({ choice: choice.nullable().describe('My hand so far.') })
    .optional()
    .describe('Only on return into a running round; `gameTime` is what remains of it.'),
});

const resultRow = z.object({
  uid: z.string(),
  choice: choice.nullable(),
  roundScore: z.number().int(),
  ...score,
});

/** How a round ended for one player. */
export type ResultRow = z.infer<typeof resultRow>;

const result = z.object({
  result: z.array(resultRow),
  roomId: z.string(),
  roundId: z
    .string()
    .describe(
      'A connection gets each round once. On return a round may come again, unless `hello` said `lastRound`: keep the first.',
    ),
});

const movement = z.union([
  z.object({ uid: z.string(), movement: z.literal('choice') }),
  z.object({ uid: z.string(), movement: z.literal('face'), face }),
]);

const fault = z.object({
  event: z.string().describe('The message that was wrong; empty when it was none.'),
  code: z.enum(Object.values(faultCodes) as [FaultCode, ...FaultCode[]]),
  message: z.string(),
  field: z.string().optional(),
});

/** Why a message was refused. */
export type Fault = z.infer<typeof fault>;

/** What the service sends, by event. */
export const serverMessages = {
  hi: { summary: 'The answer to `hello` (2016).', schema: hi },
  room: { summary: 'The room I am in, on every change.', schema: room },
  start: {
    summary: 'A round begins (2016); nobody sees a choice before its result.',
    schema: start,
  },
  leave: { summary: 'Another player has left (2016).', schema: z.object({ uid: z.string() }) },
  movement: { summary: 'Another player changed hand or face (2016).', schema: movement },
  result: { summary: 'A round is over (2016).', schema: result },
  fault: { summary: 'What was wrong with a message; the connection stays.', schema: fault },
} as const;

/** The event names the service sends. */
export type ServerEvent = keyof typeof serverMessages;

/** The payload of a message of the service. */
export type ServerPayload<E extends ServerEvent> = z.infer<(typeof serverMessages)[E]['schema']>;

/** Called with null when a message was taken, with the fault when it was not. Optional (protocol 4). */
export type Taken = (fault: Fault | null) => void;

/** Typed event map, client to server: `WxSocketIO<ServerToClient, ClientToServer>`. */
export type ClientToServer = {
  hello: (payload: ClientPayload<'hello'>, taken?: Taken) => void;
  join: (payload?: ClientPayload<'join'>, taken?: Taken) => void;
  leave: (payload?: ClientPayload<'leave'>, taken?: Taken) => void;
  choice: (payload: ClientPayload<'choice'>, taken?: Taken) => void;
  face: (payload: ClientPayload<'face'>, taken?: Taken) => void;
};

/** Typed event map, server to client. */
export type ServerToClient = { [E in ServerEvent]: (payload: ServerPayload<E>) => void };

/** What `auth` of the handshake may hold: a token of POST /applet/session/login, or what 2016 sent in headers. */
export interface GameAuth {
  readonly session?: string | { code: string; rawData?: string; signature?: string };
}

export const gameApi = defineApi({
  name: 'game',
  title: 'Game',
  description: 'Rock-paper-scissors over Socket.IO; its messages are in the AsyncAPI document.',
  prefix: '/applet/websocket',
  endpoints: {
    leaderboard: {
      method: 'get',
      path: '/leaderboard',
      summary: 'The best signed-in players',
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).optional() }),
      data: z.array(
        z.object({
          rank: z.number().int().min(1).describe('Equal scores share a rank.'),
          name: z.string(),
          avatar: z.string(),
          score: z.number().int(),
        }),
      ),
      failures: { 503: 'the store is not reachable' },
    },
  },
});
