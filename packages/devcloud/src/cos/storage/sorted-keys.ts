/** Keys in the order COS lists them: by their UTF-8 bytes. */

/**
 * A key whose characters are its UTF-8 bytes. JavaScript compares strings by UTF-16 units, which
 * puts emoji before some Chinese; of such strings it compares the bytes.
 */
export type ByteKey = string & { readonly __bytes: true };

export function toByteKey(key: string): ByteKey {
  return Buffer.from(key, 'utf8').toString('latin1') as ByteKey;
}

export function fromByteKey(key: ByteKey | string): string {
  return Buffer.from(key, 'latin1').toString('utf8');
}

/** A sorted set of keys; finding is O(log n), adding moves one block of memory. */
export class SortedKeys {
  private readonly keys: ByteKey[];

  constructor(keys: Iterable<ByteKey> = []) {
    this.keys = Array.from(new Set(keys)).sort();
  }

  get size(): number {
    return this.keys.length;
  }

  at(index: number): ByteKey | undefined {
    return this.keys[index];
  }

  add(key: ByteKey): void {
    const index = this.firstNotBefore(key);
    if (this.keys[index] !== key) this.keys.splice(index, 0, key);
  }

  delete(key: ByteKey): void {
    const index = this.firstNotBefore(key);
    if (this.keys[index] === key) this.keys.splice(index, 1);
  }

  /** The index of the first key that is not smaller than `bound`. */
  firstNotBefore(bound: string): number {
    return this.search((key) => key < bound);
  }

  /** The index of the first key that is greater than `bound`. */
  firstAfter(bound: string): number {
    return this.search((key) => key <= bound);
  }

  /** The index of the first key behind all those that begin with `prefix`, from `from` on. */
  firstBehindPrefix(prefix: string, from = 0): number {
    return this.search((key) => key < prefix || key.startsWith(prefix), from);
  }

  private search(isBefore: (key: ByteKey) => boolean, from = 0): number {
    let low = from;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.keys[middle] as ByteKey)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
