/** The simulator as a request handler that any HTTP server can mount. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PhoneSettings, SimUser } from '../types';
import { avatar } from './avatars';
import type { Builder, Bundle } from './bundle';
import { BuildError, formatDiagnostic } from './diagnostics';
import { programRoot } from './discover';
import { sendFile } from './files';
import { PREFIX, pageHtml, phoneHtml } from './html';
import { regionsJson } from './regions';
import { relay } from './relay';
import { browserScript, type Script } from './runtime';
import { openSources } from './sources';
import { watchFolder } from './watch';

/** Options of {@link createSimulator}. */
export interface SimulatorOptions {
  /** Folder of the mini-program: with `app.json`, or with a `project.config.json` that names its folder. */
  readonly appDir: string;
  /**
   * Hosts the program is written for → origin that answers here, `self` for the origin of the page; `*` means every host.
   * Applies to requests, uploads, downloads, sockets and pictures.
   */
  readonly hosts?: Readonly<Record<string, string>>;
  /** Path or address of the WeChat stand-in's login; null makes codes up on the page. Default `/devcloud/weixin/login`. */
  readonly login?: string | null;
  /** The people who can hold the phone; the first one is the default, the second one has the second phone. */
  readonly users?: readonly SimUser[];
  /** Reload the phones when a file changes. Default true. */
  readonly watch?: boolean;
  /** Carry requests to other origins through this server, so that CORS does not get in the way. Default true. */
  readonly relay?: boolean;
  /** Told about builds: what was built or why not. Default: nobody. */
  readonly log?: (line: string) => void;
}

/** A mounted simulator. */
export interface Simulator {
  /** Answers the page at `/` and everything under `/__sim/`; false when the request is for somebody else. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
  /** Settles when requests can be answered; building itself happens on the first request. */
  readonly ready: Promise<void>;
  /** Builds now: for a start that wants to fail on a broken program. */
  build(): Promise<Bundle>;
  close(): Promise<void>;
}

type Handler = (req: IncomingMessage, res: ServerResponse, rest: string) => void | Promise<void>;

/** Users when none are given. Addresses of their portraits are made absolute by the page. */
export const DEFAULT_USERS: readonly SimUser[] = [1, 2, 3, 4, 5, 6].map((number) => ({
  id: `user-${number}`,
  nickName: `测试用户${number}`,
  avatarUrl: `${PREFIX}avatars/${number}.svg`,
  gender: 0,
}));

/**
 * Prepares a mini-program for the browser.
 * @throws BuildError (from `ready`) when there is no mini-program in the folder
 * @example
 * const simulator = createSimulator({ appDir: './applet', hosts: { 'api.example.com': 'self' } });
 * createServer(async (req, res) => (await simulator.handle(req, res)) || res.writeHead(404).end());
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { appDir, hosts = {}, login = '/devcloud/weixin/login', users = DEFAULT_USERS } = options;
  const { watch = true, relay: relayed = true, log = () => {} } = options;
  const token = relayed ? randomBytes(16).toString('hex') : null;
  const listeners = new Set<ServerResponse>();
  const builder = lazyBuilder(appDir, log);
  const ready = (async () => builder.prepare())();
  ready.catch(() => {});
  const unwatch = watch ? watchLater(ready, appDir, changed) : () => {};

  function changed(names: readonly string[]) {
    builder.forget();
    const styles = names.every((name) => name.endsWith('.wxss'));
    for (const res of listeners) res.write(`event: change\ndata: ${styles ? 'style' : 'code'}\n\n`);
  }

  function settings(): PhoneSettings {
    const { appId, projectName } = builder.project();
    return { users, login, hosts, relay: token, appId, projectName };
  }

  const routes: Record<string, Handler> = {
    phone: (_req, res) => send(res, 'text/html; charset=utf-8', phoneHtml(settings())),
    'app.js': async (req, res) => sendVersioned(req, res, await builder.script()),
    'app.js.map': async (_req, res) => send(res, 'application/json', (await builder.build()).map),
    'sheets.json': async (_req, res) =>
      send(res, 'application/json', JSON.stringify((await builder.build()).sheets)),
    'regions.json': async (_req, res) =>
      send(res, 'application/json', await regionsJson(), 'max-age=3600'),
    events: (req, res) => subscribe(req, res, listeners),
    relay: (req, res) => (token === null ? notFound(res) : relay(req, res, token)),
    files: (req, res, rest) => {
      const file = builder.sources().file(rest);
      return file === undefined ? notFound(res) : sendFile(req, res, file);
    },
    avatars: (_req, res, rest) => send(res, 'image/svg+xml', avatar(rest), 'max-age=3600'),
  };
  for (const name of ['runtime', 'page'] as const) {
    routes[`${name}.js`] = async (req, res) =>
      sendScript(req, res, name, await browserScript(name));
    routes[`${name}.js.map`] = async (_req, res) =>
      send(res, 'application/json', (await browserScript(name)).map);
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    const [pathname = '/'] = (req.url ?? '/').split('?', 1);
    if (pathname === '/') {
      await ready;
      send(res, 'text/html; charset=utf-8', pageHtml(settings()));
      return true;
    }
    if (!pathname.startsWith(PREFIX)) return false;
    await ready;
    const [name = '', ...rest] = decode(pathname.slice(PREFIX.length)).split('/');
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
    await (route ?? ((_req, answer) => notFound(answer)))(req, res, rest.join('/'));
    return true;
  }

  return {
    handle,
    ready,
    build: () => builder.build(),
    async close() {
      unwatch();
      for (const res of listeners) res.end();
    },
  };
}

/** The compilers, loaded with the first build: a server that mounts the simulator must not wait for them. */
function loadBuilder(): typeof import('./bundle') {
  return require('./bundle');
}

/** Builds when asked and something changed; one build at a time. */
function lazyBuilder(appDir: string, log: (line: string) => void) {
  let builder: Builder | undefined;
  let current: Promise<Bundle> | undefined;
  let opened = programRoot(appDir);

  async function run(): Promise<Bundle> {
    try {
      builder ??= loadBuilder().createBuilder(appDir, `${PREFIX}files/`);
      const bundle: Bundle = await builder.build();
      for (const one of bundle.warnings) log(formatDiagnostic(one));
      log(`built ${bundle.manifest.pages.length} pages in ${Math.round(bundle.took)} ms`);
      return bundle;
    } catch (error) {
      log((error as Error).message);
      throw error;
    }
  }

  function build(): Promise<Bundle> {
    current ??= run();
    return current;
  }

  return {
    build,
    forget() {
      current = undefined;
      opened = programRoot(appDir);
    },
    prepare() {
      const { root } = programRoot(appDir);
      if (openSources(root, appDir).file('app.json') === undefined) {
        throw new BuildError([
          { level: 'error', file: 'app.json', message: `no app.json in ${root}` },
        ]);
      }
    },
    project: () => ({
      appId: opened.project.appid ?? 'touristappid',
      projectName: decode(
        opened.project.projectname ?? appDir.split(/[\\/]/).filter(Boolean).at(-1) ?? '',
      ),
    }),
    sources: () => openSources(opened.root, appDir),
    /** The program's script, or one that shows why there is none. */
    async script(): Promise<{ version: string; code: string }> {
      try {
        const { manifest, code } = await build();
        return { version: manifest.version, code: `${code}//# sourceMappingURL=app.js.map\n` };
      } catch (error) {
        const found =
          error instanceof BuildError
            ? error.diagnostics
            : [{ level: 'error', file: '', message: String(error) }];
        return { version: '', code: `__sim.fail(${JSON.stringify(found)});\n` };
      }
    },
  };
}

function watchLater(
  ready: Promise<void>,
  dir: string,
  changed: (names: readonly string[]) => void,
): () => void {
  let stop: (() => void) | undefined;
  let closed = false;
  ready.then(
    () => {
      if (!closed) stop = watchFolder(dir, changed);
    },
    () => {},
  );
  return () => {
    closed = true;
    stop?.();
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function send(res: ServerResponse, type: string, body: string | Buffer, cache = 'no-store') {
  res.writeHead(200, {
    'content-type': type,
    'cache-control': cache,
    'x-content-type-options': 'nosniff',
  });
  res.end(body);
}

function notFound(res: ServerResponse) {
  res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
}

function sendScript(req: IncomingMessage, res: ServerResponse, name: string, script: Script) {
  const version = createHash('sha1').update(script.code).digest('base64url');
  sendVersioned(req, res, { version, code: `${script.code}//# sourceMappingURL=${name}.js.map\n` });
}

function sendVersioned(
  req: IncomingMessage,
  res: ServerResponse,
  { version, code }: { version: string; code: string },
) {
  const etag = `"${version}"`;
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };
  if (version !== '' && req.headers['if-none-match'] === etag) {
    res.writeHead(304, { ...headers, etag }).end();
    return;
  }
  res.writeHead(200, { ...headers, ...(version ? { etag } : {}) }).end(code);
}

function subscribe(req: IncomingMessage, res: ServerResponse, listeners: Set<ServerResponse>) {
  res.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  res.write(': hello\n\n');
  listeners.add(res);
  req.on('close', () => listeners.delete(res));
}
