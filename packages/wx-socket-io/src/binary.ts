// Binary in messages: taken out and marked by placeholders before JSON, put back after it
// (Socket.IO protocol 5, "Packet encoding").

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

// By tag too, not by instanceof alone: on some platforms buffers come from another context.
function isBinary(value: object): value is ArrayBuffer | ArrayBufferView {
  return (
    'byteLength' in value &&
    (value instanceof ArrayBuffer ||
      ArrayBuffer.isView(value) ||
      String(value) === '[object ArrayBuffer]')
  );
}

/** An ArrayBuffer or typed array anywhere inside? */
export function hasBinary(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (Array.isArray(value)) return value.some(hasBinary);
  if (isBinary(value)) return true;
  for (const key in value) {
    // Most fields hold no object: a call for each would take most of the time.
    if (typeof value[key] === 'object' && hasBinary(value[key])) return true;
  }
  return false;
}

// SocketTask sends nothing but whole ArrayBuffers.
function toArrayBuffer(binary: ArrayBuffer | ArrayBufferView): ArrayBuffer {
  if (!ArrayBuffer.isView(binary)) return binary;
  const { buffer, byteOffset, byteLength } = binary;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** A copy of `value` with every binary replaced by a placeholder and appended to `buffers`. */
export function deconstruct(value: unknown, buffers: ArrayBuffer[]): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((item) => deconstruct(item, buffers));
  if (isBinary(value)) {
    return { _placeholder: true, num: buffers.push(toArrayBuffer(value)) - 1 };
  }
  if (typeof value.toJSON === 'function') return value;
  const copy: Fields = {};
  for (const key of Object.keys(value)) copy[key] = deconstruct(value[key], buffers);
  return copy;
}

/**
 * Puts the buffers back in place, in `value` itself.
 * @throws Error when a placeholder names a buffer that is not there
 */
export function reconstruct(value: unknown, buffers: readonly ArrayBuffer[]): unknown {
  if (!isObject(value)) return value;
  if (value._placeholder === true) {
    const buffer = buffers[Number(value.num)];
    if (!buffer) throw new Error('invalid packet');
    return buffer;
  }
  for (const key of Object.keys(value)) value[key] = reconstruct(value[key], buffers);
  return value;
}
