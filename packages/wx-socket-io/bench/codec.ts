// Packets encoded and decoded per second, from an event's arguments to the frame and back.
import type { OurCodec, TheirCodec } from './bundles';

export type Args = [event: string, ...args: unknown[]];

const user = (n: number) => ({
  uid: `user-${n}`,
  uname: `玩家${n}`,
  uavatar: `https://img.example/${n}.png`,
});
const score = { totalScore: 12, winStreak: 3 };

/** The messages of the game in a room of two (contracts: Game). The bar is for these. */
export const GAME: Readonly<Record<string, Args>> = {
  hello: ['hello', { user: user(1), cordinate: { lat: 22.54, lng: 114.05 } }],
  hi: ['hi', { message: 'welcome', nearby: 7, user: user(1), signedIn: true, ...score }],
  join: ['join'],
  leave: ['leave', { uid: 'user-2' }],
  room: [
    'room',
    { roomId: 'r1', users: [1, 2].map((n) => ({ ...user(n), ready: true })), full: true },
  ],
  start: [
    'start',
    {
      gameTime: 3,
      roomUsers: [1, 2].map((n) => ({ ...user(n), choice: null, roundScore: 0, ...score })),
    },
  ],
  choice: ['choice', { choice: 1 }],
  face: ['face', { face: 2 }],
  movement: ['movement', { uid: 'user-2', movement: 'choice' }],
  result: [
    'result',
    { result: [1, 2].map((n) => ({ uid: `user-${n}`, choice: n, roundScore: 1, ...score })) },
  ],
  fault: ['fault', { event: 'choice', code: 'no_room', message: 'you are in no room' }],
};

/** Larger than any of those: nearly all of the time is JSON's, or the copying's. */
export const LARGE: Readonly<Record<string, Args>> = {
  'result of 8': [
    'result',
    {
      result: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
        uid: `user-${n}`,
        choice: 1,
        roundScore: n,
        ...score,
      })),
    },
  ],
  '8 KB text': ['text', 'x'.repeat(8192)],
  '1 KB binary': ['bytes', new Uint8Array(1024).buffer],
};

/** Encodes a message once, to the frames that go out. */
export type Encode = (args: Args) => readonly unknown[];
/** Decodes one packet's frames; answers its arguments. */
export type Decode = (frames: readonly unknown[]) => unknown;

export interface Codec {
  readonly encode: Encode;
  readonly decode: Decode;
}

export function ourCodec({ encode, textFrame, createDecoder, PacketType }: OurCodec): Codec {
  const decode = createDecoder();
  return {
    encode(args) {
      const packet = encode(PacketType.EVENT, args);
      return [textFrame(packet, '/', undefined), ...packet.attachments];
    },
    decode(frames) {
      let data: unknown;
      for (const frame of frames) data = decode(frame as string)?.data;
      return data;
    },
  };
}

export function theirCodec({
  Encoder,
  Decoder,
  PacketType,
  encodePacket,
  decodePacket,
}: TheirCodec): Codec {
  const encoder = new Encoder();
  const decoder = new Decoder();
  let data: unknown;
  decoder.on('decoded', (packet) => {
    data = packet.data;
  });
  return {
    encode(args) {
      const frames: unknown[] = [];
      for (const part of encoder.encode({ type: PacketType.EVENT, nsp: '/', data: args })) {
        encodePacket({ type: 'message', data: part }, true, (frame) => frames.push(frame));
      }
      return frames;
    },
    decode(frames) {
      for (const frame of frames) decoder.add(decodePacket(frame as string, 'arraybuffer').data);
      return data;
    },
  };
}
