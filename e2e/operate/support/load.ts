/** A steady load of reads and writes through nginx, and an account of what came back. */
import { type Answer, type Client, json } from './client';

/** One kind of request. `service` is the one that answers it. */
export interface Kind {
  readonly service: string;
  readonly send: (ask: Client) => Promise<Answer>;
}

export interface Failure {
  readonly service: string;
  /** A status, or the code of a connection's error. */
  readonly what: string;
  /** On performance.now()'s clock, in ms. */
  readonly at: number;
}

export interface LoadReport {
  readonly sent: number;
  readonly failures: readonly Failure[];
  /** How long answers took, in ms: the 99th of a hundred, and the longest. */
  readonly p99: number;
  readonly longest: number;
}

const tickMs = 10;
/** Longer than any store gets to answer. */
const undecidedMs = 8000;

/** Sends `perSecond` requests a second, the kinds in turn, whether or not earlier ones are answered. */
export function startLoad(ask: Client, kinds: readonly Kind[], perSecond: number) {
  const pending = new Set<Promise<void>>();
  const failures: Failure[] = [];
  const times: number[] = [];
  const begun = performance.now();
  let sent = 0;
  const one = async ({ service, send }: Kind) => {
    const at = performance.now();
    const what = await send(ask).then(
      ({ status }) => (status === 200 ? undefined : String(status)),
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
    times.push(performance.now() - at);
    if (what) failures.push({ service, what, at });
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) / 1000) * perSecond;
    for (; sent < due; sent += 1) {
      const kind = kinds[sent % kinds.length] as Kind;
      const asked = one(kind).finally(() => pending.delete(asked));
      pending.add(asked);
    }
  }, tickMs);
  return {
    failures,
    async stop(): Promise<LoadReport> {
      clearInterval(timer);
      await Promise.all(pending);
      const sorted = times.sort((a, b) => a - b);
      const p99 = Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0);
      return { sent, failures, p99, longest: Math.round(sorted.at(-1) ?? 0) };
    },
  };
}

/** Failures by service and what they were, for messages. */
export function summary(failures: readonly Failure[]): string {
  const counts = new Map<string, number>();
  for (const { service, what } of failures) {
    counts.set(`${service} ${what}`, (counts.get(`${service} ${what}`) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`).join(', ') || 'none';
}

/** How long a service failed, in ms, from its first failure to its last. */
export function outage(failures: readonly Failure[], service: string): number {
  const times = failures.filter((each) => each.service === service).map(({ at }) => at);
  return times.length === 0 ? 0 : Math.round(Math.max(...times) - Math.min(...times));
}

/** Writes whose success was told, to be looked for later. */
export interface Acknowledged {
  readonly kinds: readonly Kind[];
  /** What was acknowledged and is not there. */
  missing(ask: Client): Promise<string[]>;
}

/** Drawings of one user and comments on one video, each with a mark of its own. */
export function acknowledgedWrites(
  user: Readonly<Record<string, string>>,
  vid: number,
): Acknowledged {
  const drawings = new Map<string, number>();
  const comments = new Set<string>();
  const mark = Math.random().toString(36).slice(2);
  let count = 0;
  // Two saves of one drawing at once have no order: whichever the store takes last stays.
  const free = Array.from({ length: 100 }, (_unused, at) => `d${at}`);
  const save: Kind = {
    service: 'session',
    send: async (ask) => {
      count += 1;
      const version = count;
      const id = free.shift();
      const drawing = { id: id ?? 'any', actions: JSON.stringify([version]) };
      let done = false;
      try {
        const answer = await ask('/applet/session/paints/save', json(drawing, user));
        done = answer.status === 200;
        if (done && id) drawings.set(id, version);
        return answer;
      } finally {
        // What failed may still be done by the store for a while.
        if (id) setTimeout(() => free.push(id), done ? 0 : undecidedMs).unref();
      }
    },
  };
  const comment: Kind = {
    service: 'video',
    send: async (ask) => {
      count += 1;
      const content = `${mark} ${count}`;
      const body = { vid, nick: '', avatar: '', content };
      const answer = await ask('/applet/video/comment', json(body, user));
      // Where WeChat's check took too long, the comment waits for the next try and is listed then.
      if (answer.status === 200 && answer.json().data.published) comments.add(content);
      return answer;
    },
  };
  return {
    kinds: [save, comment],
    missing: async (ask) => [
      ...(await missingDrawings(ask, user, drawings)),
      ...(await missingComments(ask, vid, comments)),
    ],
  };
}

async function missingDrawings(
  ask: Client,
  headers: Readonly<Record<string, string>>,
  drawings: ReadonlyMap<string, number>,
): Promise<string[]> {
  const stored = (await ask('/applet/session/paints/list', { headers })).json().data;
  const versions = new Map<string, number>(
    stored.map(({ id, actions }: { id: string; actions: string }) => [id, JSON.parse(actions)[0]]),
  );
  // A write that failed may have been done all the same, so a later version is fine.
  return [...drawings]
    .filter(([id, version]) => (versions.get(id) ?? 0) < version)
    .map(([id, version]) => `drawing ${id} version ${version}`);
}

async function missingComments(
  ask: Client,
  vid: number,
  comments: ReadonlySet<string>,
): Promise<string[]> {
  const seen = new Set<string>();
  let before: number | null = null;
  do {
    const at: string = before === null ? '' : `&before=${before}`;
    const { data, next } = JSON.parse(
      (await ask(`/applet/video/commentList?vid=${vid}&limit=100${at}`)).text,
    );
    for (const { content } of data) seen.add(content);
    before = next;
  } while (before !== null);
  return [...comments].filter((content) => !seen.has(content)).map((each) => `comment ${each}`);
}

/** Reads of every service. */
export function reads(user: Readonly<Record<string, string>>): Kind[] {
  const get = (service: string, path: string, headers = {}): Kind => ({
    service,
    send: (ask) => ask(path, { headers }),
  });
  return [
    get('video', '/applet/video/list?pageNo=1'),
    get('album', '/applet/album/list', user),
    get('game', '/applet/websocket/leaderboard'),
    get('session', '/applet/session/paints/list', user),
  ];
}
