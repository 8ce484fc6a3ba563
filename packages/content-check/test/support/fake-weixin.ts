/** WeChat's server API as a test wants it: each call is answered by the next scripted answer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly path: string;
  readonly token: string | null;
  readonly body: Record<string, unknown>;
}

type Answer = object | 'hang' | 'garbage' | 'cut';

export interface FakeWeixin {
  readonly url: string;
  readonly calls: Call[];
  /** What a path answers: one answer for ever, or the answers in order, the last for ever. */
  answer(path: string, ...answers: Answer[]): void;
  close(): Promise<void>;
}

export async function fakeWeixin(): Promise<FakeWeixin> {
  const calls: Call[] = [];
  const scripts = new Map<string, Answer[]>();
  const server = createServer(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://localhost');
    let text = '';
    for await (const chunk of req) text += chunk;
    calls.push({
      path: pathname,
      token: searchParams.get('access_token'),
      body: JSON.parse(text || '{}'),
    });
    const script = scripts.get(pathname) ?? [];
    const answer = (script.length > 1 ? script.shift() : script[0]) ?? { errcode: -1 };
    if (answer === 'hang') return;
    if (answer === 'cut') req.socket.destroy();
    else res.end(answer === 'garbage' ? '<html>' : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answer: (path, ...answers) => void scripts.set(path, answers),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Registers hooks that give each test a WeChat of its own. */
export function useFakeWeixin(): () => FakeWeixin {
  let fake: FakeWeixin;
  beforeEach(async () => {
    fake = await fakeWeixin();
    fake.answer('/cgi-bin/stable_token', { access_token: 'token-1', expires_in: 7200 });
  });
  afterEach(() => fake.close());
  return () => fake;
}
