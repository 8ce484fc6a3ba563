/** Frames for what must bear everything: a client, or a server. The same seed gives the same frames. */

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const JUNK = [undefined, null, 0, {}, [], true, '', '4', '5', '42', '4{', '\u0000', '\ud800'];
const PIECES = [...'0123456789-/,[]{}":x文 ', '["a"]', '_placeholder', 'null'];

/** Frames in order, from which most of the random ones are made. */
export interface PlainFrames {
  readonly usual: readonly string[];
  /** These end the connection, or are sent once in it at most. */
  readonly rare: readonly string[];
}

/** A frame as the other side, a broken line or somebody mean might send it. `random` gives numbers from 0 up to 1. */
export function randomFrame(random: () => number, { usual, rare }: PlainFrames): unknown {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const kind = random();
  if (kind < 0.5) return pick(usual);
  if (kind < 0.55) return pick(rare);
  if (kind < 0.75) return new ArrayBuffer(Math.floor(random() * 8));
  if (kind < 0.8) return pick(JUNK);
  if (kind < 0.9) {
    const text = pick(random() < 0.7 ? usual : rare);
    const at = Math.floor(random() * text.length);
    return text.slice(0, at) + pick(PIECES) + text.slice(at + (random() < 0.5 ? 1 : 0));
  }
  return Array.from({ length: 1 + random() * 12 }, () => pick(PIECES)).join('');
}
