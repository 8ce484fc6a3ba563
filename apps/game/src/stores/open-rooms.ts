/** The open rooms, oldest first. There are few at a time: whoever joins takes a seat in the first. */

export interface OpenRooms {
  add(id: string, openedAt: number): void;
  delete(id: string): void;
  /** The oldest, up to `limit`. */
  first(limit: number): string[];
}

export function createOpenRooms(): OpenRooms {
  const ages = new Map<string, number>();
  const order: string[] = [];
  const before = (one: string, other: string) => {
    const age = (ages.get(one) ?? 0) - (ages.get(other) ?? 0);
    return age === 0 ? one < other : age < 0;
  };
  return {
    add(id, openedAt) {
      if (ages.has(id)) return;
      ages.set(id, openedAt);
      let index = order.length;
      while (index > 0 && before(id, order[index - 1] as string)) index -= 1;
      order.splice(index, 0, id);
    },
    delete(id) {
      if (!ages.delete(id)) return;
      order.splice(order.indexOf(id), 1);
    },
    first: (limit) => order.slice(0, limit),
  };
}
