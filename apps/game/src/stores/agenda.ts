/** What is due when: a binary heap with one entry a member; entries that were replaced are skipped when they come up. */

interface Entry {
  readonly member: string;
  readonly at: number;
}

export interface Agenda {
  /** Sets, or moves, when `member` is due. */
  set(member: string, at: number): void;
  delete(member: string): void;
  /** Takes off the first member if it is due at `now`. */
  takeDue(now: number): string | undefined;
  /** When the first member is due. */
  nextAt(): number | null;
}

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  const current = new Map<string, Entry>();
  const isStale = (entry: Entry) => current.get(entry.member) !== entry;
  const first = (): Entry | undefined => {
    while (heap[0] && isStale(heap[0])) removeFirst(heap);
    return heap[0];
  };
  return {
    set(member, at) {
      if (current.get(member)?.at === at) return;
      const entry = { member, at };
      current.set(member, entry);
      add(heap, entry);
      if (heap.length > 64 && heap.length > current.size * 4) rebuild(heap, current);
    },
    delete: (member) => void current.delete(member),
    takeDue(now) {
      const entry = first();
      if (!entry || entry.at > now) return undefined;
      removeFirst(heap);
      current.delete(entry.member);
      return entry.member;
    },
    nextAt: () => first()?.at ?? null,
  };
}

function rebuild(heap: Entry[], current: ReadonlyMap<string, Entry>): void {
  // A sorted array is a heap.
  const entries = [...current.values()].sort((a, b) => a.at - b.at);
  heap.splice(0, heap.length, ...entries);
}

function add(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] as Entry;
    if (above.at <= entry.at) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = entry;
}

function removeFirst(heap: Entry[]): void {
  const entry = heap.pop() as Entry;
  if (heap.length === 0) return;
  let index = 0;
  for (let child = 1; child < heap.length; child = 2 * index + 1) {
    const right = heap[child + 1];
    if (right && right.at < (heap[child] as Entry).at) child += 1;
    const below = heap[child] as Entry;
    if (below.at >= entry.at) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = entry;
}
