/** The user's drawings: those of the server, and those that wait on the phone. */
import type { DrawingItem } from '@weapp-samples/contracts';
import { paths } from '../../lib/config';
import type { Http } from '../../lib/http';
import type { Drafts } from './drafts';

/** A drawing in the list. */
export interface Listed extends DrawingItem {
  /** The server has not got this yet. */
  readonly waiting: boolean;
}

export interface Drawings {
  /** As far as they are known, newest first. */
  items(): readonly Listed[];
  /** Whether the server has more than that. */
  hasMore(): boolean;
  /** Sends what waits, and lists from the beginning. @throws RequestError */
  refresh(): Promise<void>;
  /** Lists on. @throws RequestError */
  more(): Promise<void>;
  /** A drawing by its id, wherever in the list it is. @throws RequestError */
  find(id: string): Promise<Listed | undefined>;
  /** Creates or replaces; waits on the phone until it has arrived. @throws RequestError */
  save(id: string, actions: string): Promise<void>;
  /** @throws RequestError */
  remove(id: string): Promise<void>;
}

const base = `${paths.session}/paints`;
const pageSize = 12;

/** Creates them; pages share one. */
export function createDrawings(http: Pick<Http, 'get' | 'post'>, drafts: Drafts): Drawings {
  let kept: readonly DrawingItem[] = [];
  let next: string | number | null = null;
  let listed = false;
  // Saves of one drawing arrive in the order in which they were made.
  const lastSave = new Map<string, Promise<void>>();

  async function page(before?: string | number): Promise<readonly DrawingItem[]> {
    const query = { limit: pageSize, before };
    const answer = await http.get<readonly DrawingItem[]>(`${base}/list`, query);
    next = answer.next;
    return answer.data;
  }

  const items = (): Listed[] => {
    const waiting = drafts.all();
    const known = new Set(kept.map(({ id }) => id));
    const fresh = waiting.filter(({ id }) => !known.has(id));
    return [
      ...fresh.map(({ id, actions }) => ({ id, actions, waiting: true })),
      ...kept.map((item) => {
        const draft = waiting.find(({ id }) => id === item.id);
        return { ...item, ...(draft && { actions: draft.actions }), waiting: draft !== undefined };
      }),
    ];
  };

  async function more(): Promise<void> {
    if (next === null) return;
    const added = await page(next);
    const known = new Set(kept.map(({ id }) => id));
    kept = [...kept, ...added.filter(({ id }) => !known.has(id))];
  }

  async function refresh(): Promise<void> {
    for (const { id, actions } of [...drafts.all()].reverse()) {
      await save(id, actions).catch(() => undefined);
    }
    kept = await page();
    listed = true;
  }

  function remember(id: string, actions: string): void {
    const item = { id, actions };
    if (kept.some((one) => one.id === id)) kept = kept.map((one) => (one.id === id ? item : one));
    else kept = [item, ...kept];
  }

  async function send(id: string, actions: string): Promise<void> {
    await http.post(`${base}/save`, { id, actions });
    drafts.drop(id, actions);
    remember(id, actions);
  }

  function save(id: string, actions: string): Promise<void> {
    drafts.put(id, actions);
    const before = lastSave.get(id) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => send(id, actions));
    lastSave.set(id, mine);
    return mine;
  }

  return {
    items,
    hasMore: () => next !== null,
    refresh,
    more,
    save,
    async find(id) {
      const here = () => items().find((item) => item.id === id);
      if (!listed && !here()) await refresh();
      while (!here() && next !== null) await more();
      return here();
    },
    async remove(id) {
      await http.post(`${base}/delete`, { id });
      drafts.drop(id);
      kept = kept.filter((item) => item.id !== id);
    },
  };
}
