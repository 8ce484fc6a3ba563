// Packets are those of socket.io-parser, in both directions.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Packet as TheirPacket } from 'socket.io-parser';
import { Decoder, Encoder } from 'socket.io-parser';
import type { Frame, Packet } from '../src/parser';
import { createDecoder, encode, PacketType, textFrame } from '../src/parser';

type TheirFrame = string | ArrayBuffer | Buffer;

// Engine.IO's type stands in front of what socket.io-parser calls a packet.
const toTheirs = (frame: Frame): TheirFrame =>
  typeof frame === 'string' ? frame.slice(1) : Buffer.from(frame);

function toOurs(frame: TheirFrame): Frame {
  if (typeof frame === 'string') return `4${frame}`;
  return new Uint8Array(frame as Buffer).slice().buffer;
}

function theyDecode(frames: readonly TheirFrame[]): TheirPacket | undefined {
  const decoder = new Decoder();
  let decoded: TheirPacket | undefined;
  decoder.on('decoded', (packet: TheirPacket) => {
    decoded = packet;
  });
  for (const frame of frames) decoder.add(frame);
  return decoded;
}

function weDecode(frames: readonly Frame[]): Packet | undefined {
  const decode = createDecoder();
  return frames.map((frame) => decode(frame)).pop();
}

// Bytes of any kind as numbers, so that packets can be compared.
function comparable(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return { bytes: [...new Uint8Array(value)] };
  if (ArrayBuffer.isView(value))
    return { bytes: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}

const bytes = fc.uint8Array({ maxLength: 20 });
const key = fc.string().filter((text) => text !== '__proto__' && text !== '_placeholder');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null), bytes),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const RESERVED = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/;
const event = fc.string().filter((text) => !RESERVED.test(text));
const few = (data: unknown): boolean =>
  JSON.stringify(comparable(data)).split('"bytes"').length <= 11;
const data = fc
  .tuple(event, fc.array(value, { maxLength: 4 }))
  .map(([name, args]) => [name, ...args])
  .filter(few);
const id = fc.option(fc.nat(), { nil: undefined });
const namespace = fc.constantFrom('/', '/admin', '/a/b');
const type = fc.constantFrom(PacketType.EVENT, PacketType.ACK);

describe('packets', () => {
  it('that we encode are decoded by socket.io-parser', () => {
    fc.assert(
      fc.property(type, namespace, id, data, (kind, nsp, number, payload) => {
        const packet = encode(kind, payload);
        const frames: Frame[] = [textFrame(packet, nsp, number), ...packet.attachments];
        const decoded = theyDecode(frames.map(toTheirs));
        assert.equal(decoded?.type, kind);
        assert.equal(decoded.nsp, nsp);
        assert.equal(decoded.id, number);
        assert.deepEqual(comparable(decoded.data), comparable(payload));
      }),
      { numRuns: 500 },
    );
  });

  it('that socket.io-parser encodes are decoded by us', () => {
    fc.assert(
      fc.property(type, namespace, id, data, (kind, nsp, number, payload) => {
        const copy = structuredClone(payload);
        const frames = new Encoder().encode({ type: kind as number, nsp, id: number, data: copy });
        const decoded = weDecode((frames as TheirFrame[]).map(toOurs));
        assert.equal(decoded?.type, kind);
        assert.equal(decoded.namespace, nsp);
        assert.equal(decoded.id, number);
        assert.deepEqual(comparable(decoded.data), comparable(payload));
      }),
      { numRuns: 500 },
    );
  });

  it('are the same text, but for the type in front', () => {
    fc.assert(
      fc.property(type, namespace, id, data, (kind, nsp, number, payload) => {
        const [text] = new Encoder().encode({
          type: kind as number,
          nsp,
          id: number,
          data: payload,
        });
        assert.equal(textFrame(encode(kind, payload), nsp, number), `4${text}`);
      }),
    );
  });

  it('that socket.io-parser refuses we refuse, and the other way round', () => {
    const digit = fc.constantFrom('2', '3', '5', '6', '7', '9', 'x');
    const count = fc.constantFrom('', '0-', '1-', '2-', '10-', '11-', '-', '-1-', '1.5-', 'x-');
    const nsp = fc.constantFrom('', '/a,', '/,');
    const number = fc.constantFrom('', '0', '12');
    const json = fc.constantFrom(
      '["a"]',
      '[]',
      '{}',
      '[1]',
      '[null]',
      '["connect"]',
      '"a"',
      '[',
      'x',
    );
    const frame = fc.tuple(digit, count, nsp, number, json).map((parts) => parts.join(''));
    const refuses = (decode: () => unknown) => {
      try {
        decode();
        return false;
      } catch {
        return true;
      }
    };
    fc.assert(
      fc.property(frame, (text) => {
        const they = refuses(() => theyDecode([text]));
        assert.equal(
          refuses(() => weDecode([`4${text}`])),
          they,
          text,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('with attachments that are not theirs are refused', () => {
    const buffer = new ArrayBuffer(1);
    assert.throws(() => weDecode([buffer]));
    assert.throws(() => weDecode(['451-["a",{"_placeholder":true,"num":0}]', '42["b"]']));
    assert.throws(() => weDecode(['451-["a",{"_placeholder":true,"num":1}]', buffer]));
    assert.throws(() => weDecode(['451-["a",{"_placeholder":true,"num":"length"}]', buffer]));
    assert.throws(() => weDecode(['451-["a",{"_placeholder":true}]', buffer]));
  });

  it('of objects that say how they become JSON become that', () => {
    const hidden = { buffer: new ArrayBuffer(1), toJSON: () => 'text' };
    const packet = encode(PacketType.EVENT, ['a', hidden, new Date(0)]);
    assert.equal(textFrame(packet, '/'), '42["a","text","1970-01-01T00:00:00.000Z"]');
    assert.deepEqual(packet.attachments, []);
  });

  it('take an object that only looks like bytes for an object', () => {
    const packet = encode(PacketType.EVENT, ['a', { byteLength: 3 }]);
    assert.equal(textFrame(packet, '/'), '42["a",{"byteLength":3}]');
  });
});
