// Socket.IO packets to frames and back (Socket.IO protocol 5; 4 differs in nothing that is done here).
import { deconstruct, hasBinary, reconstruct } from './binary';

export enum PacketType {
  CONNECT = 0,
  DISCONNECT = 1,
  EVENT = 2,
  ACK = 3,
  CONNECT_ERROR = 4,
}

export type Frame = string | ArrayBuffer;

export interface Packet {
  readonly type: number;
  readonly namespace: string;
  readonly id: number | undefined;
  readonly data: unknown;
}

/** An event or acknowledgement in JSON; what stands between type and JSON is added when it is sent. */
export interface Encoded {
  readonly head: string;
  readonly json: string;
  readonly attachments: readonly ArrayBuffer[];
}

const BINARY = 3;
const MESSAGE = '4';
// What neither side may send: these names are the client's and the server's own.
const RESERVED = /^(connect(_error)?|disconnect(ing)?|(new|remove)Listener)$/;

/** Whether an event's name may not be sent. */
export const isReserved = (event: unknown): boolean => RESERVED.test(event as string);

/**
 * Encodes an event or an acknowledgement.
 * @throws TypeError when `data` is cyclic, RangeError when it is too deep
 */
export function encode(type: number, data: readonly unknown[]): Encoded {
  const attachments: ArrayBuffer[] = [];
  const json = JSON.stringify(hasBinary(data) ? deconstruct(data, attachments) : data);
  // None is left when the object that held them has a toJSON that drops them.
  const head = attachments.length ? `${type + BINARY}${attachments.length}-` : type;
  return { head: MESSAGE + head, json, attachments };
}

const inNamespace = (namespace: string) => (namespace === '/' ? '' : `${namespace},`);

/** The text frame of an encoded packet; its attachments follow it one by one. */
export function textFrame(packet: Encoded, namespace: string, id?: number): string {
  return packet.head + inNamespace(namespace) + (id === undefined ? '' : id) + packet.json;
}

/** The frame of a packet that carries no event. */
export function controlFrame(type: number, namespace: string, data?: unknown): string {
  return MESSAGE + type + inNamespace(namespace) + (data === undefined ? '' : JSON.stringify(data));
}

// Engine.IO's type; a type, or one with its attachments, as many as a server takes by default; namespace; id.
const HEAD = /^4(?:([0-4])|([56])([1-9]|10)-)(?:(\/[^,]*),?)?(\d+)?/;

// What goes with the other types is judged where it is used.
function checked(type: number, namespace: string, id: number | undefined, data: unknown): Packet {
  const isEvent = type === PacketType.EVENT;
  const fine = Array.isArray(data)
    ? !isEvent ||
      ((typeof data[0] === 'string' || typeof data[0] === 'number') && !isReserved(data[0]))
    : !isEvent && type !== PacketType.ACK;
  if (!fine) throw new Error('invalid packet');
  return { type, namespace, id, data };
}

/**
 * Takes one frame, Engine.IO's type in front of a text, and answers the packet that is complete with it.
 * @throws Error (or SyntaxError) when the frame is no part of a packet
 */
export type Decode = (frame: Frame) => Packet | undefined;

/** A decoder of one connection's frames; it holds a packet back until its attachments are there. */
export function createDecoder(): Decode {
  const buffers: ArrayBuffer[] = [];
  let missing = 0;
  let packet: Packet;

  function text(frame: string): void {
    if (missing) throw new Error('invalid packet');
    // Nearly every frame is an event without anything in front of its JSON.
    packet = frame.startsWith('42[')
      ? checked(PacketType.EVENT, '/', undefined, JSON.parse(frame.slice(2)))
      : parse(frame);
  }

  function parse(frame: string): Packet {
    const head = HEAD.exec(frame);
    if (!head) throw new Error('invalid packet');
    const [{ length }, plain, binary, count = 0, namespace = '/', id] = head;
    const data: unknown = length < frame.length ? JSON.parse(frame.slice(length)) : undefined;
    missing = Number(count);
    return checked(
      plain ? Number(plain) : Number(binary) - BINARY,
      namespace,
      id === undefined ? id : Number(id),
      data,
    );
  }

  function attachment(frame: ArrayBuffer): void {
    if (!missing) throw new Error('invalid packet');
    buffers.push(frame);
    missing -= 1;
    if (!missing) reconstruct(packet.data, buffers.splice(0));
  }

  return (frame) => {
    if (typeof frame === 'string') text(frame);
    else attachment(frame);
    return missing ? undefined : packet;
  };
}
