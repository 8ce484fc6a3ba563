/** `weapp-sim DIR [--port N] [--host H] [--map host=origin]…`: serves a mini-program in a phone frame. */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { BuildError } from './build/diagnostics';
import { createSimulator } from './build/serve';

const USAGE = `Usage: weapp-sim DIR [options]

Serves the mini-program in DIR (a folder with app.json or project.config.json) in a phone frame on a web page.

  --port N             port to listen on, default 8090; 0 takes a free one
  --host ADDRESS       address to listen on, default 127.0.0.1
  --map HOST=ORIGIN    requests of the program to HOST go to ORIGIN, for example api.example.com=http://127.0.0.1:3000
  --login ADDRESS      login of a WeChat stand-in; without it codes are made up
  --no-watch           do not reload on change
  --build              only build, print what was found, exit 1 when it fails
  --help               this text`;

/** Runs the command line; resolves to the exit code, or undefined while it serves. */
export async function main(args: readonly string[]): Promise<number | undefined> {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    console.error(parsed);
    return 2;
  }
  const { values, positionals } = parsed;
  const [appDir] = positionals;
  if (values.help || appDir === undefined) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const simulator = createSimulator({
    appDir,
    hosts: Object.fromEntries((values.map ?? []).map(splitMapping)),
    login: values.login ?? null,
    watch: !values.build && !values['no-watch'],
    log: (line) => console.log(line),
  });
  try {
    await simulator.ready;
    if (!values.build) return await serve(simulator, Number(values.port), values.host);
    await simulator.build();
    return 0;
  } catch (error) {
    await simulator.close();
    if (values.build && error instanceof BuildError) return 1;
    console.error((error as Error).message);
    return 1;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '8090' },
        host: { type: 'string', default: '127.0.0.1' },
        map: { type: 'string', multiple: true },
        login: { type: 'string' },
        'no-watch': { type: 'boolean' },
        build: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    return `${(error as Error).message}\n\n${USAGE}`;
  }
}

function splitMapping(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function serve(
  simulator: ReturnType<typeof createSimulator>,
  port: number,
  host: string,
): Promise<undefined> {
  const server = createServer(async (req, res) => {
    try {
      if (!(await simulator.handle(req, res))) res.writeHead(404).end('not found');
    } catch (error) {
      res.writeHead(500).end(String(error));
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void simulator.close();
      server.close();
      server.closeAllConnections();
    });
  }
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${port} is taken; choose another with --port`)
          : error,
      );
    });
    server.listen(port, host, () => {
      const { port: bound } = server.address() as { port: number };
      console.log(`http://${host === '127.0.0.1' ? 'localhost' : host}:${bound}`);
      simulator.build().catch(() => {});
      resolve(undefined);
    });
  });
}
