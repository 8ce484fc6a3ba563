/** One JSON logger a service; pretty on a terminal; secrets never get through. */
import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';

type SonicBoom = ReturnType<typeof pino.destination>;

export type { Logger };

/** Fields that are replaced wherever a log line carries them, at the top or one or two levels down. */
const secretFields = [
  'authorization',
  'cookie',
  'x-wx-session',
  'x-wx-code',
  'x-wx-rawdata',
  'x-wx-signature',
  'x-wx-encrypted-data',
  'x-wx-encryptedData',
  'token',
  'session_key',
  'sessionKey',
  'appSecret',
  'secret',
  'secretKey',
  'SecretKey',
  'password',
  'access_token',
];

const redactPaths = secretFields.flatMap((field) => {
  const name = /^\w+$/.test(field) ? field : undefined;
  const at = (path: string) => (name ? `${path}${path ? '.' : ''}${name}` : `${path}["${field}"]`);
  return [at(''), at('*'), at('*.*')];
});

/** Options of `createLogger`. `destination` is for tests and for the development start. */
export interface LogOptions {
  readonly name: string;
  readonly level?: string;
  readonly destination?: DestinationStream;
}

/** A pino logger that writes JSON to stdout, or coloured lines when stdout is a terminal. */
export function createLogger({ name, level = 'info', destination }: LogOptions): Logger {
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: isoTime(),
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactPaths, censor: '[redacted]' },
      serializers: { err: describeError },
    },
    destination ?? standardOutput(),
  );
}

/** ISO 8601 time; many lines of a busy service share a millisecond, and so the text. */
function isoTime(): () => string {
  let last = Number.NaN;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) text = `,"time":"${new Date(now).toISOString()}"`;
    last = now;
    return text;
  };
}

function standardOutput(): DestinationStream {
  if (process.stdout.isTTY) return prettyStream();
  // In cluster mode pm2 has put its log files there; what went to the descriptor itself would miss them.
  if (Object.hasOwn(process.stdout, 'write')) return process.stdout;
  return gathered(pino.destination({ fd: 1, sync: true, minLength: gatheredBytes, maxLength }));
}

/** So many bytes are written without waiting for more. */
const gatheredBytes = 8 * 1024;

/** Lines that cannot be written, to a full disk say, are kept up to so many bytes; what comes then is dropped. */
const maxLength = 1024 * 1024;

/**
 * The lines of one turn of the event loop leave in one write: a busy service saves most of its writes,
 * and a process that is killed loses no line of an earlier turn.
 */
export function gathered(out: Pick<SonicBoom, 'write' | 'flush'>): DestinationStream {
  let waiting = false;
  const flush = () => {
    waiting = false;
    out.flush();
  };
  process.once('exit', flush);
  return {
    write(line) {
      out.write(line);
      if (waiting) return;
      waiting = true;
      setImmediate(flush);
    },
  };
}

/** Log lines as a person reads them in a terminal. */
export function prettyStream(): DestinationStream {
  return pretty({
    colorize: process.stdout.isTTY === true,
    ignore: 'pid,hostname,requestId,ip,method,path,status,ms',
    translateTime: 'HH:MM:ss',
    singleLine: true,
    sync: true,
  });
}

/** Only these fields of an error are logged: clients of clouds hang whole requests, keys included, on theirs. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const { code, status } = error as Error & { code?: unknown; status?: unknown };
  return {
    type: name,
    message,
    stack,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}
